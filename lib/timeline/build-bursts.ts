import type { Moment } from '@/lib/timeline/build-moments';

/** Calls further apart than this are not one burst, in ms. */
const togetherMs = 30_000;

/** Fewer are told one by one. */
const leastSize = 3;

/** Puts neighbouring calls of one tool by one agent, that went alike, together; everything else stays alone. */
export function buildBursts(moments: Moment[]): Moment[][] {
  const runs: Moment[][] = [];
  for (const moment of moments) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && goesOn(last, moment)) run.push(moment);
    else runs.push([moment]);
  }
  return runs.flatMap((run) => (run.length >= leastSize ? [run] : run.map((moment) => [moment])));
}

function goesOn(last: Moment, next: Moment): boolean {
  return (
    isPlainCall(last) &&
    isPlainCall(next) &&
    last.facts.toolName === next.facts.toolName &&
    last.facts.agentId === next.facts.agentId &&
    last.facts.workspaceId === next.facts.workspaceId &&
    last.facts.approval === next.facts.approval &&
    last.tone === next.tone &&
    Date.parse(next.from) - Date.parse(last.from) <= togetherMs
  );
}

/** What somebody chose to tell or to correct is never folded away. */
function isPlainCall({ entry }: Moment): boolean {
  return entry.source === 'execution' && entry.kind !== 'call_after_stop' && !entry.pin && !entry.correction;
}
