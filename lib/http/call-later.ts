import { AppError } from '@/lib/errors';
import type { CallInput, CallOptions } from '@/lib/http/api-client';
import type { Endpoint, EndpointAnswer } from '@/lib/http/endpoint';

/**
 * `callApi` for what a page needs at first: the first view comes with the page, so the code that calls and checks an
 * answer is fetched with the first call. Throws `unavailable` when it cannot be fetched.
 */
export async function callLater<E extends Endpoint>(
  load: () => Promise<E>,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<EndpointAnswer<E>> {
  const [{ callApi }, endpoint] = await fetchCode(Promise.all([import('@/lib/http/api-client'), load()]));
  return callApi(endpoint, input, options);
}

/** Code that does not arrive is an outage like any other, with the same words. */
export async function fetchCode<Code>(code: Promise<Code>): Promise<Code> {
  return code.catch((cause: unknown) => {
    throw new AppError(
      'unavailable',
      'Holdfast cannot be reached. What you typed is still here; try again.',
      { cause },
    );
  });
}
