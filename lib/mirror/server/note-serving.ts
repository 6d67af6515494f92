import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { storableJson } from '@/lib/mirror/storable';

type Run = { agentId: string | null; workspaceId: string | null; occurredAt: Date };

/** How long a run proves that its agent serves its workspace, in ms. */
export const servingWindowMs = 24 * 60 * 60_000;

/** A proof is renewed this often at most: one row a run would be a write a run. */
const renewedAfterMs = 10 * 60_000;

/** An agent that was seen working in a workspace serves it, whatever bindings and manifests say. */
export async function noteServing(tx: Transaction, runs: Run[], now: Date): Promise<void> {
  const since = now.getTime() - servingWindowMs;
  const newest = new Map<string, { agentId: string; workspaceId: string; observedAt: Date }>();
  for (const { agentId, workspaceId, occurredAt } of runs) {
    if (agentId === null || workspaceId === null || occurredAt.getTime() < since) continue;
    const key = JSON.stringify([agentId, workspaceId]);
    const known = newest.get(key);
    if (known && known.observedAt >= occurredAt) continue;
    newest.set(key, { agentId, workspaceId, observedAt: occurredAt });
  }
  if (newest.size === 0) return;
  await tx.$executeRaw`
    INSERT INTO "WorkspaceAgent" AS known ("workspaceId", "agentId", source, "observedAt")
    SELECT "workspaceId", "agentId", 'execution', "observedAt"
    FROM jsonb_to_recordset(${storableJson([...newest.values()])}::jsonb)
      AS given("workspaceId" text, "agentId" text, "observedAt" timestamptz)
    ON CONFLICT ("workspaceId", "agentId", source) DO UPDATE SET "observedAt" = excluded."observedAt"
    WHERE known."observedAt" < excluded."observedAt" - ${renewedAfterMs} * interval '1 millisecond'`;
}
