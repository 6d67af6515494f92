import type { Deployment } from '@/lib/simulator/cli/config';
import type { ReadCommand } from '@/lib/simulator/cli/read-arguments';
import { UsageError } from '@/lib/simulator/cli/usage-error';
import { contract } from '@/lib/xem/wire/contract';
import { operations } from '@/lib/xem/wire/operation-table';

export type PlannedRequest = { method: string; url: string; body: Record<string, unknown> | null };

/** What a command would ask of the router; `--dry-run` shows just this. */
export function planRequest(
  { baseUrl }: Deployment,
  { operation, params, values }: ReadCommand,
): PlannedRequest {
  const { method, path, surface } = operations[operation];
  // The vendor's own fault: its client never learned that approvals moved below `/exec` (contract 5.2).
  const asked = surface === 'approvals' ? path.replace('/exec', '') : path;
  const filled = asked.replace(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
  const { limit, after, ...rest } = values;
  const url = new URL(`${baseUrl}${filled}`);
  if (limit !== undefined) url.searchParams.set(contract.page.limit, limit);
  if (after !== undefined) url.searchParams.set(contract.page.after, after);
  const body = Object.entries(rest).map(([name, value]) => [name, typed(name, value)]);
  return { method, url: url.href, body: body.length === 0 ? null : Object.fromEntries(body) };
}

function typed(name: string, value: string): unknown {
  const { arguments: argumentsName } = contract.invocationBody;
  const { events, isActive } = contract.webhookBody;
  if (name === events) return value.split(',');
  if (name === isActive) return value === 'true';
  if (name !== argumentsName) return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new UsageError('--args is no JSON');
  }
}

export function send({ apiKey }: Deployment, { method, url, body }: PlannedRequest): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${apiKey}`,
      ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
}
