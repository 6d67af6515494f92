/** A number that this language cannot hold, or would write another way, as it stands in the text. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
