import type { SourceName } from '@/lib/mirror/source';

/** The ids that an event gave. */
export type Hint = {
  eventId: string;
  type: string;
  executionId: string | null;
  invocationId: string | null;
  approvalId: string | null;
  agentId: string | null;
};

/** Sources whose objects can be asked for one by one. */
const readableSources = ['invocations', 'executions', 'approvals'] as const;
export type ReadableSource = (typeof readableSources)[number];
export type Named = { source: ReadableSource; id: string };

/** An event seldom names the execution of its call: one by one the call tells it, in a list nobody does. */
const listsInPlaceOf: Record<ReadableSource, ReadableSource[]> = {
  invocations: ['invocations', 'executions'],
  executions: ['executions'],
  approvals: ['approvals'],
};

/** What to look at again for one event. Both empty: there is nothing to follow. */
export type Wanted = { objects: Named[]; polls: SourceName[] };

/** More objects of one source than this cost more to ask for one by one than as a list. */
const objectsARead = 20;

/** What an event is about: the objects it names, or else the lists where such an event leaves its mark. */
export function wantedBy(hint: Omit<Hint, 'eventId'>): Wanted {
  const objects: Named[] = [];
  if (hint.invocationId !== null) objects.push({ source: 'invocations', id: hint.invocationId });
  if (hint.executionId !== null) objects.push({ source: 'executions', id: hint.executionId });
  if (hint.approvalId !== null) objects.push({ source: 'approvals', id: hint.approvalId });
  // One call lists the fleet, and says of every agent what its own record says.
  if (isAboutAgent(hint.type) || (objects.length === 0 && hint.agentId !== null)) {
    return { objects, polls: ['agents'] };
  }
  return { objects, polls: objects.length > 0 ? [] : listsOf(hint.type) };
}

const isAboutAgent = (type: string): boolean => /^(exec\.agent_|agent\.|join_key\.)/.test(type);

/** Types come from outside and may be new: families are told by their words. */
function listsOf(type: string): SourceName[] {
  if (!type.startsWith('exec.')) return [];
  if (/approv|reject/.test(type)) return ['approvals', 'invocations'];
  return type.includes('workspace') ? ['workspaces'] : ['invocations', 'executions'];
}

export type ReadPlan = {
  objects: Record<ReadableSource, string[]>;
  polls: SourceName[];
  /** By event; what is read as a list no longer stands among its objects. */
  wanted: Map<string, Wanted>;
};

/** One read an object however many events name it, and one list in place of a burst. */
export function planReads(hints: readonly Hint[]): ReadPlan {
  const wanted = new Map(hints.map((hint) => [hint.eventId, wantedBy(hint)]));
  const ids: Record<ReadableSource, Set<string>> = {
    invocations: new Set(),
    executions: new Set(),
    approvals: new Set(),
  };
  for (const { objects } of wanted.values()) for (const { source, id } of objects) ids[source].add(id);
  const bursts = new Set<ReadableSource>(readableSources.filter((it) => ids[it].size > objectsARead));
  for (const [eventId, { objects, polls }] of wanted) {
    const listed = objects
      .map(({ source }) => source)
      .filter((source) => bursts.has(source))
      .flatMap((source) => listsInPlaceOf[source]);
    wanted.set(eventId, {
      objects: objects.filter(({ source }) => !bursts.has(source)),
      polls: [...new Set([...polls, ...listed])],
    });
  }
  const one = (source: ReadableSource) => (bursts.has(source) ? [] : [...ids[source]]);
  return {
    objects: { invocations: one('invocations'), executions: one('executions'), approvals: one('approvals') },
    polls: [...new Set([...wanted.values()].flatMap(({ polls }) => polls))],
    wanted,
  };
}
