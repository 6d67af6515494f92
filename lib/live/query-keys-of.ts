import type { Change } from '@/lib/live/change';

/** Numbers beside the places, and what everybody holds: parts of them change with these. */
const countedChanges: ReadonlySet<Change['changed']> = new Set([
  'incidents',
  'detail',
  'containment',
  'approvals',
  'agents',
]);

/** The query key prefixes that a change makes stale. Data of an incident hangs below `['incidents', 'INC-7']`. */
export function queryKeysOf({ incident, changed }: Change): string[][] {
  const keys = incident === null ? [[changed]] : [['incidents', `INC-${incident}`, changed]];
  // Lists show parts of the detail, and the bar of an incident shows parts of its containment.
  if (incident !== null && changed === 'detail') keys.push(['incidents', 'list']);
  // What is held locks approvals, and a release frees them.
  if (incident !== null && changed === 'containment')
    keys.push(['agents', 'held'], ['incidents', `INC-${incident}`, 'detail'], ['approvals']);
  // An open incident explains executions; those that none explains look wrong.
  if (changed === 'incidents' || changed === 'detail')
    keys.push(['executions', 'looks-wrong'], ['executions', 'detail']);
  // The facts of a postmortem are read from the log.
  if (incident !== null && changed === 'timeline')
    keys.push(['incidents', `INC-${incident}`, 'postmortem', 'overview']);
  if (countedChanges.has(changed)) keys.push(['overview']);
  return keys;
}
