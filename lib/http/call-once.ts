import { type CallInput, callApi } from '@/lib/http/api-client';
import type { Endpoint, EndpointAnswer } from '@/lib/http/endpoint';
import { sendOnce } from '@/lib/http/send-once';

/** `callApi` for a change that a person may press again; one a dialog. */
export function callOnce<E extends Endpoint>(
  endpoint: E,
): (asked: unknown, input: CallInput<E>) => Promise<EndpointAnswer<E>> {
  return sendOnce((input: CallInput<E>, options) => callApi(endpoint, input, options));
}
