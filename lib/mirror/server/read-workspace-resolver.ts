import 'server-only';
import type { Transaction } from '@/lib/db/client';

/** XEM names workspaces by id in one place and by name in another; this gives the id where it is known. */
export type WorkspaceResolver = {
  (idOrName: string): string;
  (idOrName: string | null): string | null;
};

export async function readWorkspaceResolver(db: Transaction): Promise<WorkspaceResolver> {
  const workspaces = await db.workspace.findMany({ select: { workspaceId: true, name: true } });
  const ids = new Set(workspaces.map(({ workspaceId }) => workspaceId));
  const byName = new Map<string, string | null>();
  for (const { workspaceId, name } of workspaces) {
    // A name that two workspaces share says nothing.
    byName.set(name, byName.has(name) ? null : workspaceId);
  }
  function resolve(idOrName: string): string;
  function resolve(idOrName: string | null): string | null;
  function resolve(idOrName: string | null): string | null {
    if (idOrName === null || ids.has(idOrName)) return idOrName;
    return byName.get(idOrName) ?? idOrName;
  }
  return resolve;
}
