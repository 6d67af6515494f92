import { callAsAdmin, expect, inspect, test } from './fixtures';

type Declared = { incident: { incident_ref: string } };

test('a viewer reads everything and is offered nothing that changes it', async ({ server, signedIn }) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Looked at by a viewer',
  });
  const page = await signedIn('viewer', 'Vera View');
  await page.goto(`/incidents/${incident.incident_ref}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Looked at by a viewer');
  await expect(page.getByRole('button', { name: 'Stop…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Post update' })).toHaveCount(0);

  const refused = await page.evaluate(async (ref) => {
    const response = await fetch(`/api/v1/incidents/${ref}/severity`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ severity: 'sev1' }),
    });
    return { status: response.status, problem: await response.json() };
  }, incident.incident_ref);
  expect(refused.status).toBe(403);
  expect(refused.problem.code).toBe('not_allowed');
});

test('nobody gets in without signing in', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await inspect(page, '1-sign-in');
});

test('the palette finds a page by keyboard', async ({ signedIn }) => {
  const page = await signedIn('responder', 'Kim Keys');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('agents');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/agents/);
});
