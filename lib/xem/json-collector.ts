import { longStringCutter } from '@/lib/xem/cut-long-strings';

/** What a JSON answer of XEM may hold in all, in bytes, once its long strings are cut. */
export const jsonLimitBytes = 16 * 1024 * 1024;

/** What of a string is kept, in characters. The whole output of a call is behind a path of its own, page by page. */
const longestString = 1024 * 1024;

/** What is read at most to come to the end of an answer, in bytes. */
const wireLimitBytes = 256 * 1024 * 1024;

/** The caller knows which answer it was. */
export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge';
}

export type JsonCollector = {
  /** Returns all the text so far. Throws `AnswerTooLarge`. */
  add(piece: Uint8Array): string;
  end(): string;
};

/** Takes a JSON answer as it arrives, in bounded memory. */
export function jsonCollector(): JsonCollector {
  const decoder = new TextDecoder();
  const cut = longStringCutter(longestString);
  let size = 0;
  let text = '';
  let isCutting = false;

  function take(piece: string): void {
    text += isCutting ? cut(piece) : piece;
    if (isCutting || size <= longestString) return;
    // No answer that is shorter than that holds a string that is longer.
    isCutting = true;
    text = cut(text);
  }

  return {
    add(piece) {
      size += piece.byteLength;
      take(decoder.decode(piece, { stream: true }));
      if (text.length <= jsonLimitBytes && size <= wireLimitBytes) return text;
      throw new AnswerTooLarge(`more than ${jsonLimitBytes} bytes`);
    },
    end() {
      take(decoder.decode());
      return text;
    },
  };
}
