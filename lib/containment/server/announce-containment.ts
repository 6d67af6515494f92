import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';

/** To these incidents, and to the lists that show which agents are held. */
export async function announceContainment(tx: Transaction, incidents: number[]): Promise<void> {
  await announce(
    tx,
    ...[...new Set(incidents)].map((incident) => ({ incident, changed: 'containment' as const })),
    { incident: null, changed: 'agents' },
  );
}
