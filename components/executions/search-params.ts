import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { searchableSuspicions } from '@/lib/executions/looks-wrong';

export const executionWindows = ['1h', '24h', '7d', '90d'] as const;
export type ExecutionWindow = (typeof executionWindows)[number];

const hour = 3_600;
const windowSeconds: Record<ExecutionWindow, number> = {
  '1h': hour,
  '24h': 24 * hour,
  '7d': 7 * 24 * hour,
  '90d': 90 * 24 * hour,
};

/** What the API takes. */
const longestText = 200;

const list = parseAsArrayOf(parseAsString).withDefault([]);

/** The filter as it stands in the address. `since` and `until` name a window of one's own, in place of `window`. */
export const executionSearchParams = {
  window: parseAsStringLiteral(executionWindows).withDefault('24h'),
  since: parseAsString,
  until: parseAsString,
  status: list,
  tool: list,
  risk: list,
  agent: list,
  workspace: list,
  /** Who asked for the call. */
  actor: list,
  /** What is wrong with it. */
  wrong: list,
  chat: parseAsString,
  q: parseAsString.withDefault(''),
};

export const loadExecutionSearch = createLoader(executionSearchParams);
/** The address of the explorer with this search: '/executions?status=failed'. */
const serialize = createSerializer(executionSearchParams);
export const explorerHref = (search: Partial<ExecutionSearch>): string => serialize('/executions', search);

export type ExecutionSearch = Awaited<ReturnType<typeof loadExecutionSearch>>;

/** What the API is asked for. A usual window is told by its length: it moves on, while the key of the query stands still. */
export function filterOf(search: ExecutionSearch): ExecutionFilter {
  const { window, status, tool, risk, agent, workspace, actor, chat, q } = search;
  const since = instantOf(search.since);
  const until = instantOf(search.until);
  const text = q.trim().slice(0, longestText);
  const suspicion = searchableSuspicions.filter((known) => search.wrong.includes(known));
  return {
    ...(since || until
      ? { ...(since && { since }), ...(until && { until }) }
      : { lastSeconds: windowSeconds[window] }),
    ...(status.length > 0 && { status }),
    ...(tool.length > 0 && { tool }),
    ...(risk.length > 0 && { risk }),
    ...(agent.length > 0 && { agentId: agent }),
    ...(workspace.length > 0 && { workspaceId: workspace }),
    ...(actor.length > 0 && { requestedBy: actor }),
    ...(suspicion.length > 0 && { suspicion }),
    ...(chat && { chatId: chat }),
    ...(text && { text }),
  };
}

/** Whether it narrows more than the window does. */
export function isNarrowed(search: ExecutionSearch): boolean {
  const { status, tool, risk, agent, workspace, actor, wrong, chat, q } = search;
  return (
    q !== '' ||
    chat !== null ||
    [status, tool, risk, agent, workspace, actor, wrong].some((it) => it.length > 0)
  );
}

/** An address is typed by people: what is no time is left out. */
function instantOf(text: string | null): string | undefined {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
