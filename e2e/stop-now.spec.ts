import { callAsAdmin, expect, inspect, test } from './fixtures';

type Executions = { data: { execution_id: string; agent_id: string | null; agent_name: string | null }[] };
type Declared = { incident: { incident_ref: string; title: string } };

/** The agent that does the damage belongs to the commander's walk. */
const culprit = 'agt_xem_fleet_01';

test('two clicks and a reason stop the agent of an execution, for an incident that is open', async ({
  server,
  signedIn,
}) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Reads that never end',
  });
  const { data } = await callAsAdmin<Executions>(server, 'GET', '/api/v1/executions?risk=read&limit=50');
  const harmless = data.find(({ agent_id }) => agent_id !== null && agent_id !== culprit);
  if (!harmless) throw new Error('the simulated fleet has no harmless call');

  const page = await signedIn('responder', 'Sol Stop');
  await page.goto(`/executions/${harmless.execution_id}`);
  await page.getByRole('button', { name: 'Stop…' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Stop now' });
  await dialog
    .getByRole('combobox', { name: 'Incident' })
    .selectOption({ label: `${incident.incident_ref} · ${incident.title}` });
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('reads the same page for an hour');
  await inspect(page, 'stop-now');
  await dialog.getByRole('button', { name: /^Hold / }).click();
  await expect(dialog.getByText(/Nothing new can start/)).toBeVisible({ timeout: 45_000 });
  await dialog.getByRole('link', { name: `Open ${incident.incident_ref}` }).click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${incident.incident_ref}$`));
});

test('a phone stops an agent from any page', async ({ server, signedIn }) => {
  const { data } = await callAsAdmin<Executions>(server, 'GET', '/api/v1/executions?risk=read&limit=50');
  const harmless = data.findLast(({ agent_id }) => agent_id !== null && agent_id !== culprit);
  const page = await signedIn('responder', 'Pia Phone');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/approvals');
  await page.getByRole('banner').getByRole('button', { name: 'Stop now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop now' });
  await dialog.getByRole('combobox', { name: 'Agent' }).selectOption({ label: harmless?.agent_name ?? '' });
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('seen from the train');
  await dialog.getByRole('button', { name: /^Hold / }).click();
  await expect(dialog.getByText(/Nothing new can start/)).toBeVisible({ timeout: 45_000 });
});
