import 'server-only';

export type PageWish = {
  /** Byte to begin at. */
  offset: number;
  limitBytes: number;
  /** Begin at the line that holds this, in any case of ASCII letters, at or after `offset`. */
  find?: string | undefined;
};

export type BytePage = {
  bytes: Buffer;
  begin: number;
  /** The stream ended with this page. */
  isLast: boolean;
  /** Null when nothing was looked for, or not found; the page is then empty. */
  foundAt: number | null;
};

/** Longest line that is shown from its beginning when something in it was found. */
const lineBytes = 2_000;

/**
 * One page out of a stream of any length. What stands before it is let go as it comes, and the stream is cancelled after
 * it, so never more than a page is in memory. Ends at a line where one ends near, and never within a character.
 */
export async function readOutputPage(
  body: ReadableStream<Uint8Array>,
  { offset, limitBytes, find }: PageWish,
): Promise<BytePage> {
  const needle = find === undefined ? null : fold(Buffer.from(find));
  let held = Buffer.alloc(0);
  let begin = 0;
  let foundAt: number | null = null;
  let isLast = true;
  for await (const chunk of body) {
    held = Buffer.concat([held, chunk]);
    if (begin < offset) {
      const skipped = Math.min(offset - begin, held.length);
      held = held.subarray(skipped);
      begin += skipped;
      if (begin < offset) continue;
    }
    if (needle !== null && foundAt === null) {
      const index = fold(held).indexOf(needle);
      // What is kept may hold the line's beginning, and the first part of what is looked for.
      const kept = index === -1 ? lineBytes + needle.length : held.length - lineStart(held, index);
      if (index !== -1) foundAt = begin + index;
      const dropped = Math.max(0, held.length - kept);
      held = held.subarray(dropped);
      begin += dropped;
      if (foundAt === null) continue;
    }
    if (held.length <= limitBytes) continue;
    isLast = false;
    // Leaving the loop cancels the stream, and so the request to XEM.
    break;
  }
  if (needle !== null && foundAt === null)
    return { bytes: Buffer.alloc(0), begin, isLast: true, foundAt: null };
  const lead = isLast && held.length === 0 ? 0 : leadingRest(held);
  const bytes = held.subarray(lead, isLast ? held.length : cutOf(held, limitBytes));
  return { bytes, begin: begin + lead, isLast, foundAt };
}

/** The last bytes of a stream, holding no more than twice as many. */
export async function readOutputTail(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
): Promise<{ bytes: Buffer; begin: number; total: number }> {
  let held = Buffer.alloc(0);
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    held = Buffer.concat([held, chunk]);
    if (held.length > 2 * limitBytes) held = held.subarray(held.length - limitBytes);
  }
  held = held.subarray(Math.max(0, held.length - limitBytes));
  const isCut = total > held.length;
  const lead = isCut ? leadingRest(held) : 0;
  return { bytes: held.subarray(lead), begin: total - held.length + lead, total };
}

/** Bytes as characters, so that one search serves any encoding. */
const fold = (bytes: Buffer): string => bytes.toString('latin1').toLowerCase();

function lineStart(held: Buffer, index: number): number {
  const start = held.subarray(0, index).lastIndexOf(0x0a) + 1;
  return Math.max(start, index - lineBytes);
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Bytes of a character that began before. */
function leadingRest(held: Buffer): number {
  let count = 0;
  while (count < 3 && isContinuation(held[count])) count += 1;
  return count;
}

function cutOf(held: Buffer, limitBytes: number): number {
  const lineEnd = held.subarray(0, limitBytes).lastIndexOf(0x0a) + 1;
  if (lineEnd > limitBytes / 2) return lineEnd;
  let cut = limitBytes;
  while (cut > limitBytes - 4 && isContinuation(held[cut])) cut -= 1;
  return cut;
}
