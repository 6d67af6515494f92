import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Role } from '@/lib/auth/role';
import { type E2eServer, readE2eServer } from '@/lib/testing/e2e-server';

type Fixtures = {
  server: E2eServer;
  /** A page of somebody new with this role, in a browser context of its own. */
  signedIn: (role: Role, name: string) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  server: async ({ browserName: _ }, use) => {
    await use(readE2eServer());
  },
  page: async ({ page }, use) => {
    failOnNoise(page);
    await use(page);
  },
  signedIn: async ({ browser, server, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, name) => {
      const link = await inviteThroughApi(server, role, name);
      const context = await browser.newContext({
        baseURL: baseURL ?? server.baseUrl,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      const page = await context.newPage();
      failOnNoise(page);
      await page.goto(link);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      return page;
    });
    // A page left open would go on listening and drawing beside every later test.
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** An error in the browser's console is a fault of the product, whatever else works. */
function failOnNoise(page: Page): void {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) {
      throw new Error(`The browser reports: ${message.text()} (${message.location().url})`);
    }
  });
}

/** The browser logs every refused request, also those that a test provokes. */
const isExpected = (text: string): boolean => text.startsWith('Failed to load resource:');

async function inviteThroughApi(server: E2eServer, role: Role, name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}.${crypto.randomUUID().slice(0, 8)}@example.com`;
  const { sign_in_link } = await callAsAdmin<{ sign_in_link: { url: string } }>(
    server,
    'POST',
    '/api/v1/members',
    {
      name,
      email,
      role,
    },
  );
  return sign_in_link.url;
}

/** Arranges through the public API what a test does not show. */
export async function callAsAdmin<Answer>(
  server: E2eServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${server.bootstrapToken}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

const screens = [
  { width: 1440, height: 900 },
  { width: 768, height: 900 },
  { width: 360, height: 780 },
];

/**
 * Leaves pictures of the page in three widths and both themes, and proves for each that axe finds nothing and that
 * nothing scrolls sideways.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  mkdirSync('test-results/screens', { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of screens) {
      await page.setViewportSize(size);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${name} scrolls sideways at ${size.width} px`).toBe(0);
      await leavePicture(page, `${name}-${size.width}-${colorScheme}`);
    }
    await expectAccessible(page, name);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** After a change of size, Chromium without a screen sometimes draws nothing for a picture; it does when asked again. */
async function leavePicture(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.screenshot({ path: `test-results/screens/${name}.png`, timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect.soft(found, `axe on ${name}`).toEqual([]);
}
