/** Thrown by `readText` alone; the caller knows which answer it was. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The whole body as text, given up as soon as it passes the limit. */
export async function readText(response: Response, limitBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel().catch(() => undefined);
      throw new BodyTooLarge(`more than ${limitBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The same stream, failing through `onFailure` when it breaks or stands still for longer than `stallMs`. */
export function guardStream(
  body: ReadableStream<Uint8Array>,
  stallMs: number,
  onFailure: (cause: unknown) => Error,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no data for ${stallMs} ms`)), stallMs);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), stalled]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        await reader.cancel(cause).catch(() => undefined);
        controller.error(onFailure(cause));
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
