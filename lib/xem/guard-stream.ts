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
