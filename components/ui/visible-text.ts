/**
 * Text from outside with what could hide or reorder it written out: escape, zero-width and bidirectional characters.
 * Those in `kept` stay as they are.
 */
export function visibleText(text: string, kept = ''): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    kept.includes(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
