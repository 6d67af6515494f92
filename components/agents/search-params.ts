import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { type AgentFilter, agentSorts } from '@/lib/agents/agent-filter';

const list = parseAsArrayOf(parseAsString).withDefault([]);
const flag = parseAsBoolean.withDefault(false);

/** The filter of the fleet as it stands in the address. */
export const agentSearchParams = {
  q: parseAsString.withDefault(''),
  status: list,
  workspace: list,
  held: flag,
  outside: flag,
  offline: flag,
  sort: parseAsStringLiteral(agentSorts).withDefault('name'),
};

export const loadAgentSearch = createLoader(agentSearchParams);
export type AgentSearch = Awaited<ReturnType<typeof loadAgentSearch>>;

/** What the API is asked for; what narrows nothing is left out, so that the key of the query stays one. */
export function agentFilterOf(search: AgentSearch): AgentFilter {
  const { status, workspace, held, outside, offline, sort } = search;
  const text = search.q.trim();
  return {
    sort,
    ...(text && { text }),
    ...(status.length > 0 && { status }),
    ...(workspace.length > 0 && { workspaceId: workspace }),
    ...(held && { held }),
    ...(outside && { pausedOutside: true }),
    ...(offline && { offline }),
  };
}

export function isNarrowed({ q, status, workspace, held, outside, offline }: AgentSearch): boolean {
  return q.trim() !== '' || status.length > 0 || workspace.length > 0 || held || outside || offline;
}
