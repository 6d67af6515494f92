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

/** Whatever holds, releases, cancels, decides or declares, in the words of the buttons that do it. */
const changing =
  /^(Stop|Declare|Hold |Retry|Pause again|Cancel|Decide|Adopt|Resume|It is wanted|Mark it as fixed|Release |Ask to release|Not fixed)/;

test('a viewer sees a stop with its drain board and its way out, and is offered no part in it', async ({
  server,
  signedIn,
}) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Held and looked at by a viewer',
  });
  const ref = incident.incident_ref;
  await callAsAdmin<unknown>(server, 'POST', `/api/v1/incidents/${ref}/holds`, {
    rung: 'agent',
    // Nothing else is told about this one.
    agent_id: 'agt_xem_lab_02',
    reason: 'shown to a viewer',
  });
  const page = await signedIn('viewer', 'Vic Viewer');
  await page.goto(`/incidents/${ref}/containment`);
  await expect(page.getByRole('heading', { name: 'Drain board' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Scopes held' })).toBeVisible();
  await expect(page.getByText('“shown to a viewer”')).toBeVisible();
  await expect(page.getByRole('button', { name: changing })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Decide/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Review release…' }).first().click();
  const review = page.getByRole('dialog', { name: /^Release / });
  await expect(review.getByText(/Releasing takes the role Commander/)).toBeVisible();
  await expect(review.getByRole('button', { name: changing })).toHaveCount(0);
  await expect(review.getByRole('textbox')).toHaveCount(0);
  await review.getByRole('button', { name: 'Close' }).last().click();
  await expect(review).toHaveCount(0);

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Looks wrong' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Held now' })).toBeVisible();
  await expect(page.getByRole('button', { name: changing })).toHaveCount(0);
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
