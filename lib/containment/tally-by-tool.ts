import type { OpenCall } from '@/lib/containment/open-call';
import type { ToolTally } from '@/lib/containment/tally-by-tool-schema';

/** Order of danger; a risk that we don't know stands beside the worst. */
const dangerOf: Record<string, number> = { read: 0, write: 1, destructive: 2, irreversible: 3 };

/** Calls by tool, the most dangerous first. */
export function tallyByTool(calls: Pick<OpenCall, 'toolName' | 'risk'>[]): ToolTally[] {
  return addTallies(calls.map(({ toolName, risk }) => ({ toolName, risk, count: 1 })));
}

/** The tallies of several scopes as one. */
export function addTallies(tallies: ToolTally[]): ToolTally[] {
  const groups = Map.groupBy(tallies, ({ toolName, risk }) => JSON.stringify([toolName, risk]));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? { ...first, count: group.reduce((total, { count }) => total + count, 0) } : [];
    })
    .sort((one, other) => danger(other) - danger(one) || other.count - one.count);
}

function danger({ risk }: ToolTally): number {
  return dangerOf[risk ?? ''] ?? 3;
}
