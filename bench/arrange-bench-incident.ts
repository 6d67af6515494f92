import { systemActor } from '@/lib/auth/actor';
import { systemClock } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { E2eServer } from '@/lib/testing/e2e-server';
import { appendEntries } from '@/lib/timeline/server/append-entry';

const batchSize = 1_000;
const stepMs = 5_000;

/** An open incident whose log has this many entries, of the kinds and sizes of a real one. Returns its number as people say it. */
export async function arrangeBenchIncident(db: Database, entryCount: number): Promise<string> {
  const now = new Date();
  const startedAt = new Date(now.getTime() - entryCount * stepMs);
  const { id: incidentId, number } = await db.incident.create({
    data: {
      title: `${entryCount} entries`,
      startedAt,
      detectedAt: startedAt,
      declaredAt: startedAt,
      phaseEnteredAt: startedAt,
      declaredById: 'bench',
      declaredByName: 'Bench',
    },
  });
  const context = { actor: systemActor('bench'), clock: systemClock };
  for (let first = 0; first < entryCount; first += batchSize) {
    const indexes = Array.from(
      { length: Math.min(batchSize, entryCount - first) },
      (_, index) => first + index,
    );
    await db.$transaction((tx) =>
      appendEntries(
        context,
        tx,
        incidentId,
        indexes.map((index) => ({
          incidentId,
          kind: 'note_added' as const,
          source: 'person' as const,
          happenedAt: new Date(startedAt.getTime() + index * stepMs),
          text: `Note ${index}: the queue of billing holds ${index % 97} calls, none of them destructive`,
        })),
      ),
    );
  }
  return incidentRefOf(number);
}

/** The address of a share link to this incident. */
export async function issueBenchShare(server: E2eServer, incidentRef: string): Promise<string> {
  const response = await fetch(`${server.baseUrl}/api/v1/incidents/${incidentRef}/shares`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.bootstrapToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ label: 'Bench', mode: 'live', profile: 'partner', expires_in_days: 1 }),
  });
  if (!response.ok) throw new Error(`No share link: ${await response.text()}`);
  const { url } = (await response.json()) as { url: string };
  return url;
}
