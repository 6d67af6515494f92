import type { Suspect } from '@/lib/executions/endpoints';

/** Suspects of one kind, newest first: the same tool by the same agent in the same workspace, wrong in the same way. */
export type SuspectGroup = { newest: Suspect; oldest: Suspect; suspects: Suspect[] };

/** Folds a burst into one line, so that sixteen deletes do not push the second problem off the screen. */
export function groupSuspects(suspects: Suspect[]): SuspectGroup[] {
  const groups = new Map<string, SuspectGroup>();
  for (const suspect of suspects) {
    const { toolName, agentId, workspaceId, suspicions } = suspect;
    const key = JSON.stringify([toolName, agentId, workspaceId, suspicions[0]]);
    const group = groups.get(key);
    if (group) {
      group.suspects.push(suspect);
      group.oldest = suspect;
    } else {
      groups.set(key, { newest: suspect, oldest: suspect, suspects: [suspect] });
    }
  }
  return [...groups.values()];
}
