import { type OutputPage, outputHeaders } from '@/lib/executions/raw-output';
import { fetchCode } from '@/lib/http/call-later';

/** Which part of the output: from a byte on, from where something is found, or the end. */
export type OutputPart = { offset: number; find?: string } | 'tail';

/** One page of the raw output, in the browser. Throws the `AppError` that the server threw. */
export async function fetchOutputPage(
  executionId: string,
  part: OutputPart,
  signal: AbortSignal,
): Promise<OutputPage> {
  const [{ callForText }, { readRawOutputEndpoint }] = await fetchCode(
    Promise.all([import('@/lib/http/api-client'), import('@/lib/executions/endpoints')]),
  );
  const query = part === 'tail' ? { tail: 'true' as const } : part;
  const beganMs = performance.now();
  const { text, headers } = await callForText(readRawOutputEndpoint, { executionId, ...query }, { signal });
  const numberIn = (name: string): number | null => {
    const value = headers.get(name);
    return value === null ? null : Number(value);
  };
  const begin = numberIn(outputHeaders.begin) ?? 0;
  return {
    text,
    begin,
    end: numberIn(outputHeaders.end) ?? begin,
    total: numberIn(outputHeaders.total),
    foundAt: numberIn(outputHeaders.found),
    tookMs: performance.now() - beganMs,
  };
}
