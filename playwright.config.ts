import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { e2eServerFile } from '@/lib/testing/e2e-server';
import { findFreePort } from '@/scripts/lib/free-port';
import { systemBrowser } from '@/scripts/lib/test-run/browser';

// Read again in every worker, which inherits what the first reading chose.
mkdirSync('.holdfast', { recursive: true });
process.env[e2eServerFile] ??= resolve('.holdfast', `e2e-${process.pid}.json`);
process.env.E2E_PORT ??= String(await findFreePort());
const baseURL = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One server and one simulated fleet serve all tests, whose world moves on by itself.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Generous, as nothing here tests how fast a busy machine is; what is there is found at once all the same.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL,
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    // A colour on its way from one theme to the other is neither; pictures and axe would catch it there.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(existsSync(systemBrowser) ? { executablePath: systemBrowser } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'chromium', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
  ],
  webServer: {
    command: 'node_modules/.bin/node --conditions=react-server --import tsx scripts/e2e-server.ts',
    url: `${baseURL}/healthz`,
    reuseExistingServer: false,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
