import 'server-only';
import type { Context } from '@/lib/context';
import { tailLimitBytes } from '@/lib/executions/raw-output';
import { readOutputTail } from '@/lib/executions/server/read-output-page';

type OutputTail = Awaited<ReturnType<typeof readOutputTail>>;

const running = new WeakMap<Context['xem'], Map<string, Promise<OutputTail>>>();

/** The end of an output. XEM sends all of it for that, so however many watch, one reading of a call runs at a time. */
export function readSharedTail(xem: Context['xem'], executionId: string): Promise<OutputTail> {
  const here = running.get(xem) ?? new Map<string, Promise<OutputTail>>();
  running.set(xem, here);
  const shared = here.get(executionId);
  if (shared) return shared;
  const reading = read(xem, executionId).finally(() => here.delete(executionId));
  here.set(executionId, reading);
  return reading;
}

async function read(xem: Context['xem'], executionId: string): Promise<OutputTail> {
  const { body } = await xem.rawExecution(executionId);
  return readOutputTail(body, tailLimitBytes);
}
