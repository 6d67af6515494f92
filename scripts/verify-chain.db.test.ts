import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testDatabase } from '@/lib/testing/database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntry } from '@/lib/timeline/server/append-entry';

const db = await connectTestDatabase();
const responder = testContext(db);

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    join('node_modules', '.bin', 'node'),
    ['--conditions=react-server', '--import', 'tsx', 'scripts/verify-chain.ts', ...args],
    { env: { ...process.env, DATABASE_URL: (await testDatabase()).url } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

describe('npm run verify-chain', () => {
  it('says which chain is intact and where another is broken, and fails for the broken one', async () => {
    const [whole, cut] = [await arrangeIncident(responder), await arrangeIncident(responder)];
    for (const { id: incidentId } of [whole, cut])
      await db.$transaction((tx) =>
        appendEntry(responder, tx, { incidentId, kind: 'note_added', source: 'person', text: 'A note' }),
      );
    const { query } = await testDatabase();
    await query('UPDATE "Incident" SET "headSequence" = 2 WHERE id = $1::uuid', [cut.id]);

    const one = await run(`INC-${whole.number}`);
    expect(one).toEqual({
      code: 0,
      output: expect.stringContaining(`INC-${whole.number}: intact, 1 entries`),
    });
    const all = await run('--all');
    expect(all.code).toBe(2);
    expect(all.output).toContain(`INC-${cut.number}: BROKEN at sequence 2: the newest entries are missing`);
  });

  it.each([
    [['seven'], 'seven is not an incident'],
    [[], 'Name an incident'],
    [['INC-999999'], 'INC-999999 does not exist'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    expect(await run(...args)).toEqual({ code: 1, output: expect.stringContaining(sentence) });
  });
});
