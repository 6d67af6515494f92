import { parseArgs } from 'node:util';
import { connectDatabase, type Database } from '@/lib/db/client';
import { incidentRefOf, incidentRefSchema } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { verifyChain } from '@/lib/timeline/server/verify-chain';
import { reachDatabase } from './lib/reach-database';
import { refusal } from './lib/refusal';
import { runCommand } from './lib/run-command';

const usage =
  'Name an incident or all of them: npm run verify-chain -- INC-7, or npm run verify-chain -- --all.';

/** Exit code 0 when every chain is intact, 2 when one is broken, 1 when it could not be checked. */
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.all === positionals.length > 0) throw refusal(usage);
  const refs = positionals.map((given) => {
    const parsed = incidentRefSchema.safeParse(given);
    if (!parsed.success) throw refusal(`${given} is not an incident. ${usage}`);
    return parsed.data;
  });
  const reached = await reachDatabase('verifying a chain');
  const db = connectDatabase(reached.url, { poolSize: 1 });
  try {
    return await report(db, values.all ? await everyIncident(db) : refs);
  } finally {
    await db.$disconnect();
    await reached.release();
  }
});

async function everyIncident(db: Database): Promise<string[]> {
  const rows = await db.incident.findMany({ orderBy: { number: 'asc' }, select: { number: true } });
  return rows.map(({ number }) => incidentRefOf(number));
}

async function report(db: Database, refs: string[]): Promise<number> {
  let brokenCount = 0;
  for (const ref of refs) {
    const incident = await findIncident(db, ref);
    const name = incidentRefOf(incident.number);
    const verdict = await verifyChain(db, incident.id);
    if (verdict.isIntact) {
      const head = verdict.headHash === '' ? '' : `, head ${verdict.headHash}`;
      console.log(`${name}: intact, ${verdict.entryCount} entries${head}`);
    } else {
      brokenCount += 1;
      console.log(`${name}: BROKEN at sequence ${verdict.brokenAtSequence}: ${verdict.reason}`);
    }
  }
  if (refs.length === 0) console.log('There are no incidents.');
  return brokenCount === 0 ? 0 : 2;
}
