import { readRawOutputEndpoint } from '@/lib/executions/endpoints';
import { truncatedHeader } from '@/lib/executions/raw-output';
import { callForText } from '@/lib/http/api-client';

export type OutputPreview = { text: string; isTruncated: boolean };

/** The beginning of the raw output, in the browser. Throws the `AppError` that the server threw. */
export async function readOutputPreview(executionId: string, signal: AbortSignal): Promise<OutputPreview> {
  const response = await callForText(readRawOutputEndpoint, { executionId, preview: 'true' }, { signal });
  return { text: response.text, isTruncated: response.headers.get(truncatedHeader) === 'true' };
}
