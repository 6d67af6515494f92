import type { AffectedExecution, BlastRadius } from '@/lib/triage/triage';

/** What was reached, most often first. */
export function buildBlastRadius(executions: AffectedExecution[]): BlastRadius {
  return {
    workspaces: tally(executions, ({ workspaceId, workspaceName }) => ({ workspaceId, name: workspaceName })),
    tools: tally(executions, ({ toolName, risk }) => ({ toolName, risk })),
    targets: tally(
      executions.flatMap(({ target, toolName }) => (target === null ? [] : [{ target, toolName }])),
      (reached) => reached,
    ),
    exitCodes: tally(executions, ({ exitCode }) => ({ exitCode })),
  };
}

export function tally<Item, Group extends object>(
  items: Item[],
  groupOf: (item: Item) => Group,
): (Group & { count: number })[] {
  const groups = new Map<string, Group & { count: number }>();
  for (const item of items) {
    const group = groupOf(item);
    const key = JSON.stringify(group);
    groups.set(key, { ...group, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
