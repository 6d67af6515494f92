/**
 * What a reader would not see, or would see elsewhere: control and format characters (they turn text round, break lines or
 * show nothing), line separators, halves of characters.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside with nothing hidden in it: what does not show is written out, as \u{202e}. Those in `kept` stay. */
export function visibleText(text: string, kept = ''): string {
  return text.replace(unseen, (character) =>
    kept.includes(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
