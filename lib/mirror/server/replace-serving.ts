import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { storableJson } from '@/lib/mirror/storable';

type Replacement = {
  source: 'binding' | 'manifest';
  pairs: { workspaceId: string; agentId: string }[];
  observedAt: Date;
  /** Whether all of a workspace's pairs could be read. Of one where they could not pairs are added, and none is taken away. */
  isComplete(workspaceId: string): boolean;
};

/** Makes one source's word on which agent serves which workspace the present one. Returns how many rows came or went. */
export async function replaceServing(tx: Transaction, replacement: Replacement): Promise<number> {
  const { source, pairs, observedAt, isComplete } = replacement;
  const known = await tx.workspaceAgent.findMany({ where: { source } });
  const wanted = new Map(pairs.map((pair) => [keyOf(pair), pair]));
  const gone = known.filter((row) => !wanted.has(keyOf(row)) && isComplete(row.workspaceId));
  for (const row of known) wanted.delete(keyOf(row));
  if (gone.length > 0) {
    // As one value: a condition a pair would come to more parameters than a statement may have.
    await tx.$executeRaw`
      DELETE FROM "WorkspaceAgent" AS known
      USING jsonb_to_recordset(${storableJson(gone)}::jsonb) AS given("workspaceId" text, "agentId" text)
      WHERE known."workspaceId" = given."workspaceId" AND known."agentId" = given."agentId"
        AND known.source = ${source}::"BindingSource"`;
  }
  if (wanted.size > 0) {
    await tx.workspaceAgent.createMany({
      data: [...wanted.values()].map((pair) => ({ ...pair, source, observedAt })),
      skipDuplicates: true,
    });
  }
  return gone.length + wanted.size;
}

const keyOf = ({ workspaceId, agentId }: { workspaceId: string; agentId: string }) =>
  JSON.stringify([workspaceId, agentId]);
