import { rmSync, writeFileSync } from 'node:fs';
import { e2eServerFile } from '@/lib/testing/e2e-server';
import { refusal } from './lib/refusal';
import { Parts } from './lib/run/parts';
import { withScratchConsole } from './lib/run/scratch-console';
import { askedToStop, stopRequest } from './lib/run/stop-request';
import { runCommand } from './lib/run-command';

/** Soon enough that no test waits for it. */
const simulator = { SIMULATOR_OPENING_AFTER: '5' };

/** Serves the browser tests for as long as they run; the file tells them on what. */
async function serveTests(port: number, file: string): Promise<number> {
  const parts = new Parts();
  const asked = stopRequest();
  const served = withScratchConsole(
    {
      port,
      parts,
      simulator,
      // Before the console answers, which is the sign for the tests to begin.
      onPrepared: (facts) => writeFileSync(file, JSON.stringify(facts), { mode: 0o600 }),
    },
    async () => {
      throw refusal(await parts.firstEnd);
    },
  );
  try {
    if ((await Promise.race([asked, served])) === askedToStop) {
      await parts.stopAll();
      // Ends with the parts, and has nothing more to tell.
      await served.catch(() => undefined);
    }
    return 0;
  } finally {
    rmSync(file, { force: true });
  }
}

const { E2E_PORT: port, [e2eServerFile]: file } = process.env;
await runCommand(() => {
  if (!port || !file) throw refusal('Playwright starts this; run npx playwright test.');
  return serveTests(Number(port), file);
});
