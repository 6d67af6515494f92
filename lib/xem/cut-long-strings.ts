const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;

/** Stands at the end of a string that was cut. */
export const cutMark = '… (cut here; the whole is at XEM)';

/**
 * Makes what passes JSON text on piece by piece with every string cut to `limit` characters, so that one call's output of
 * a hundred megabytes cannot keep its record from being read. Never cuts within an escape.
 */
export function longStringCutter(limit: number): (piece: string) => string {
  let isInString = false;
  let isDropping = false;
  let length = 0;
  /** Characters that still belong to the escape; -1 right after its backslash, when that is not known. */
  let escapeLeft = 0;

  function inString(code: number): void {
    length += 1;
    if (escapeLeft === -1) escapeLeft = code === letterU ? 4 : 0;
    else if (escapeLeft > 0) escapeLeft -= 1;
    else if (code === backslash) escapeLeft = -1;
    else if (code === quote) isInString = false;
  }

  return (piece) => {
    let kept = '';
    let from = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const code = piece.charCodeAt(index);
      if (!isInString) {
        if (code !== quote) continue;
        isInString = true;
        length = 0;
        continue;
      }
      if (!isDropping && length >= limit && escapeLeft === 0 && code !== quote) {
        kept += piece.slice(from, index) + cutMark;
        isDropping = true;
      }
      inString(code);
      if (isDropping && !isInString) {
        isDropping = false;
        from = index;
      }
    }
    return isDropping ? kept : kept + piece.slice(from);
  };
}
