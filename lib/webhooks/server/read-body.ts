import 'server-only';

/** Largest body that is taken, in bytes. */
export const bodyLimitBytes = 1_048_576;

/** The bytes as they came, or null as soon as there are too many: the rest is never read. */
export async function readBody(request: Request): Promise<Uint8Array | null> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  const reader = request.body?.getReader();
  if (announced > bodyLimitBytes) {
    await reader?.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > bodyLimitBytes) {
      await reader?.cancel();
      return null;
    }
    chunks.push(chunk.value);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}
