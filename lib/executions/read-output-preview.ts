import { truncatedHeader } from '@/lib/executions/raw-output';
import { fetchCode } from '@/lib/http/call-later';

export type OutputPreview = { text: string; isTruncated: boolean };

/** The beginning of the raw output, in the browser. Throws the `AppError` that the server threw. */
export async function readOutputPreview(executionId: string, signal: AbortSignal): Promise<OutputPreview> {
  const [{ callForText }, { readRawOutputEndpoint }] = await fetchCode(
    Promise.all([import('@/lib/http/api-client'), import('@/lib/executions/endpoints')]),
  );
  const response = await callForText(readRawOutputEndpoint, { executionId, preview: 'true' }, { signal });
  return { text: response.text, isTruncated: response.headers.get(truncatedHeader) === 'true' };
}
