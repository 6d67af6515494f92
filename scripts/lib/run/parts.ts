import { refusal } from '../refusal';

/** Something that was started, and must be stopped after everything started later. */
export type Part = { ended: Promise<string>; stop(): Promise<void> };

/** What runs at the moment; stops in the reverse order of starting. */
export class Parts {
  /** Settles when the first part ends by itself, with what to tell about it. */
  readonly firstEnd: Promise<string>;
  #running: Part[] = [];
  #stopping: Promise<void> | undefined;
  readonly #tellEnd: (reason: string) => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.firstEnd = promise;
    this.#tellEnd = resolve;
  }

  /** Once the stop has begun, what still comes is stopped at once, and its starter is told by an exception. */
  async add<Started extends Part>(part: Started): Promise<Started> {
    await this.#track(part);
    void part.ended.then(this.#tellEnd);
    return part;
  }

  /** For a part that is expected to end by itself, such as a build. */
  async finish(part: Part): Promise<string> {
    await this.#track(part);
    const end = await part.ended;
    this.#running = this.#running.filter((other) => other !== part);
    return end;
  }

  /** May be called again while it stops; the work is done once. */
  async stopAll(): Promise<void> {
    this.#stopping ??= this.#stopInOrder();
    await this.#stopping;
  }

  async #track(part: Part): Promise<void> {
    if (this.#stopping === undefined) {
      this.#running.push(part);
      return;
    }
    await part.stop();
    throw refusal('It was asked to stop.');
  }

  async #stopInOrder(): Promise<void> {
    for (const part of this.#running.toReversed()) await part.stop();
  }
}
