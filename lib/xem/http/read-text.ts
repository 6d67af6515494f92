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
      throw new Error(`more than ${limitBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
