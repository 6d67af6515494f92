import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The browser of the system, preferred because its libraries come with it. */
export const systemBrowser = '/usr/bin/chromium';

/** Sees to it that there is a Chromium, or says in one sentence why there is none. */
export function ensureBrowser(): string | undefined {
  if (hasBrowser()) return undefined;
  console.log('Installing Chromium for the browser tests.');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installFromDebian();
  if (!hasBrowser()) run('node_modules/.bin/playwright', ['install', 'chromium']);
  if (hasBrowser()) return undefined;
  return (
    `There is no Chromium for the browser tests and none could be installed; install the package "chromium" (${systemBrowser}), ` +
    'or run npx playwright install --with-deps chromium.'
  );
}

function hasBrowser(): boolean {
  return existsSync(systemBrowser) || existsSync(chromium.executablePath());
}

function installFromDebian(): void {
  // Somebody else may be installing something at this moment.
  const patience = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  run('apt-get', [...patience, 'update', '-q']);
  run('apt-get', [...patience, 'install', '-q', '-y', '--no-install-recommends', 'chromium']);
}

function run(file: string, args: string[]): void {
  spawnSync(file, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
