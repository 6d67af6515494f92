import 'server-only';
import type { RefusalReason } from '@/lib/webhooks/webhook';

/** Largest body that is taken, in bytes. */
export const bodyLimitBytes = 1_048_576;

/** How long a body may take to arrive, in ms: XEM gives up on a delivery after the same time (contract 4.5). */
const bodyDeadlineMs = 10_000;

/** Bodies that are read at once. Their memory is what somebody without a secret can ask for. */
const bodiesAtOnce = 64;

export type Unread = Extract<RefusalReason, 'too_large' | 'too_slow' | 'too_many'>;

/** Reads what has not proved yet that it comes from XEM: within bounds of size, time, and how many at once. */
export class BodyReader {
  private readingCount = 0;
  private readonly limits: { deadlineMs: number; atOnce: number };

  constructor(limits = { deadlineMs: bodyDeadlineMs, atOnce: bodiesAtOnce }) {
    this.limits = limits;
  }

  /** The bytes as they came, or why there are none: then the rest is never read. */
  async read(request: Request): Promise<Uint8Array | Unread> {
    const reader = request.body?.getReader();
    const giveUp = async (reason: Unread) => {
      await reader?.cancel();
      return reason;
    };
    if (Number(request.headers.get('content-length') ?? 0) > bodyLimitBytes) return giveUp('too_large');
    if (this.readingCount >= this.limits.atOnce) return giveUp('too_many');
    this.readingCount += 1;
    const deadline = AbortSignal.timeout(this.limits.deadlineMs);
    // A reader that is cancelled says that it is done.
    deadline.addEventListener('abort', () => void reader?.cancel());
    try {
      const bytes = await readAll(reader);
      if (bytes === null) return await giveUp('too_large');
      return deadline.aborted ? 'too_slow' : bytes;
    } finally {
      this.readingCount -= 1;
    }
  }
}

/** Null as soon as there is too much. */
async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > bodyLimitBytes) return null;
    chunks.push(chunk.value);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}
