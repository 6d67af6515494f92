import { wireAgentId } from '@/lib/simulator/http/agent-alias';
import type { Variants } from '@/lib/simulator/http/variants';

type Json = Record<string, unknown>;

/** A JSON answer as a router with these variants would give it. */
export async function reshape(response: Response, variants: Variants): Promise<Response> {
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') ?? false;
  if (isPlain(variants) || !isJson || !response.ok) return response;
  const body: unknown = await response.json();
  return Response.json(reshapedValue(body, variants), { status: response.status });
}

/** One record as a router with these variants would give it, wherever it stands. */
export function reshaped(record: Json, variants: Variants): Json {
  return isPlain(variants) ? record : reshapedRecord(record, variants);
}

function isPlain({ references, times, showsPause, agentIds }: Variants): boolean {
  return references === 'flat' && times === 'iso' && showsPause && agentIds === 'prefixed';
}

function reshapedValue(value: unknown, variants: Variants): unknown {
  if (Array.isArray(value)) return value.map((it) => reshapedValue(it, variants));
  if (typeof value === 'string') return retimed(value, variants.times);
  return typeof value === 'object' && value !== null ? reshapedRecord({ ...value }, variants) : value;
}

function reshapedRecord(given: Json, variants: Variants): Json {
  const entries = Object.entries(given)
    .map(([key, it]) => [key, reshapedField(key, it, variants)] as const)
    .filter(([key]) => variants.showsPause || !['exec_paused', 'paused_workspaces'].includes(key));
  const record = Object.fromEntries(entries);
  if (variants.references === 'flat') return record;
  return 'registration_name' in record ? nestedLists(record, variants) : nested(record);
}

function reshapedField(key: string, value: unknown, variants: Variants): unknown {
  // What people and tools wrote stays as they wrote it.
  if (key === 'arguments' || key === 'output') return value;
  const isAgent =
    (key === 'id' || key === 'agent_id') && typeof value === 'string' && value.startsWith('agt_');
  return isAgent ? wireAgentId(value, variants) : reshapedValue(value, variants);
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function retimed(text: string, times: Variants['times']): string | number {
  if (times === 'iso' || !isoTime.test(text)) return text;
  return times === 'seconds' ? Math.floor(Date.parse(text) / 1000) : Date.parse(text);
}

/** `agent_id: x` becomes `agent: {id: x}`; an object's own id stays where it is. */
const references = ['workspace', 'agent', 'invocation', 'approval', 'chat', 'branch'];

function nested(record: Json): Json {
  const own = 'execution_id' in record && 'exit_code' in record ? 'execution_id' : 'invocation_id';
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const kind = key.replace(/_id$/, '');
      if (key === 'tool_name') return ['tool', { name: value }];
      const isOwn = key === own && !('id' in record);
      if (isOwn || value === null || kind === key || !references.includes(kind)) return [key, value];
      return [kind, { id: value }];
    }),
  );
}

/** What an agent lists, in the same way: `in_flight: [x]` becomes `in_flight: [{invocation: {id: x}}]`. */
function nestedLists(agent: Json, { workspacesBy }: Variants): Json {
  const within = (list: unknown, kind: string, by?: 'id' | 'name') =>
    Array.isArray(list)
      ? list.map((it: unknown) => ({ [kind]: by === undefined ? it : { [by]: it } }))
      : list;
  const { workspaces, paused_workspaces: paused, tools, in_flight: inFlight } = agent;
  return {
    ...agent,
    workspaces: within(workspaces, 'workspace', workspacesBy),
    ...(paused === undefined ? {} : { paused_workspaces: within(paused, 'workspace', workspacesBy) }),
    tools: within(tools, 'tool'),
    in_flight: within(inFlight, 'invocation', 'id'),
  };
}
