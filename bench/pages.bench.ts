import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { connectDatabase } from '@/lib/db/client';
import type { E2eServer } from '@/lib/testing/e2e-server';
import { findFreePort } from '@/scripts/lib/free-port';
import { Parts } from '@/scripts/lib/run/parts';
import { withScratchConsole } from '@/scripts/lib/run/scratch-console';
import { systemBrowser } from '@/scripts/lib/test-run/browser';
import { arrangeBenchIncident, issueBenchShare } from './arrange-bench-incident';
import { type Figures, measurePage, median } from './measure-page';

const rounds = 5;

/** What the pages people wait for weigh, and how long they wait, beside the sign-in page as the least a page can be. */
export async function run(): Promise<void> {
  const parts = new Parts();
  await withScratchConsole({ port: await findFreePort(), parts }, async (server) => {
    const executablePath = existsSync(systemBrowser) ? { executablePath: systemBrowser } : {};
    const browser = await chromium.launch({ ...executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      await measureAll(browser, server);
    } finally {
      await browser.close();
    }
  });
}

async function measureAll(browser: Browser, server: E2eServer): Promise<void> {
  const db = connectDatabase(server.databaseUrl);
  const small = await arrangeBenchIncident(db, 100);
  const large = await arrangeBenchIncident(db, 10_000);
  const share = await issueBenchShare(server, small);
  await db.$disconnect();
  const signedIn = await signIn(browser, server);
  const pages: [string, string, () => Promise<BrowserContext>][] = [
    ['sign-in (baseline)', '/sign-in', () => browser.newContext()],
    ['board', '/', signedIn],
    ['incident, 100 entries', `/incidents/${small}`, signedIn],
    ['incident, 10,000 entries', `/incidents/${large}`, signedIn],
    ['share page', new URL(share).pathname, () => browser.newContext()],
  ];
  const results: [string, Figures][] = [];
  for (const [name, path, contextOf] of pages) {
    const samples: Figures[] = [];
    // The first visit warms the server, not the browser: each round has a context, and so a cache, of its own.
    for (let round = 0; round <= rounds; round += 1) {
      const context = await contextOf();
      const figures = await measurePage(context, `${server.baseUrl}${path}`);
      if (round > 0) samples.push(figures);
      await context.close();
    }
    results.push([name, median(samples)]);
  }
  print(results);
}

async function signIn(browser: Browser, server: E2eServer): Promise<() => Promise<BrowserContext>> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.firstSignInLink);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/settings/);
  const storageState = await context.storageState();
  await context.close();
  return () => browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
}

function print(results: [string, Figures][]): void {
  const [, baseline] = results[0] ?? [];
  console.log(
    'page                       script kB   all kB   first byte ms   usable ms   usable / baseline',
  );
  for (const [name, { scriptBytes, allBytes, firstByteMs, usableMs }] of results) {
    const ratio = baseline ? (usableMs / baseline.usableMs).toFixed(2) : '';
    const columns = [
      (scriptBytes / 1000).toFixed(1).padStart(9),
      (allBytes / 1000).toFixed(1).padStart(8),
      firstByteMs.toFixed(0).padStart(15),
      usableMs.toFixed(0).padStart(11),
      ratio.padStart(19),
    ];
    console.log(`${name.padEnd(26)} ${columns.join(' ')}`);
  }
  console.log(`Median of ${rounds} cold visits each, bytes as transferred (compressed).`);
}
