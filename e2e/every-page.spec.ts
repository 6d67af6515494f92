import { callAsAdmin, expect, inspect, test } from './fixtures';

type Declared = { incident: { incident_ref: string } };
type Approvals = { data: { approval_id: string }[] };
type Workspaces = { data: { workspace_id: string }[] };

/** The pages that the commander's walk does not stop at. */
test('every other page fits every width and theme, and axe finds nothing', async ({ server, signedIn }) => {
  test.setTimeout(300_000);
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Agents answer with stale pod lists',
    subjects: [{ kind: 'agent', subject_id: 'agt_xem_fleet_01' }],
  });
  const { data } = await callAsAdmin<Approvals>(server, 'GET', '/api/v1/approvals?limit=1');
  const workspaces = await callAsAdmin<Workspaces>(server, 'GET', '/api/v1/workspaces');
  const page = await signedIn('admin', 'Ida Admin');
  const pages: [string, string][] = [
    ['incidents', '/incidents'],
    ['incident-executions', `/incidents/${incident.incident_ref}/executions`],
    ['agents', '/agents'],
    ['notifications', '/notifications'],
    ['workspaces', '/workspaces'],
    ['workspace', `/workspaces/${workspaces.data[0]?.workspace_id}`],
    ['connection', '/settings/xem'],
    ['xem-keys', '/settings/xem/keys'],
    ['members', '/settings/members'],
    ['tokens', '/settings/tokens'],
    ['webhooks', '/settings/webhooks'],
    ['mirror', '/settings/mirror'],
    ['approval', `/approvals/${data[0]?.approval_id}`],
  ];
  for (const [name, path] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: /^(Loading|Reading)/ })).toHaveCount(0);
    await inspect(page, name);
  }
});

/** What people without a session see: a guest, somebody with a link, somebody who is lost. */
test('the pages of people who are not signed in fit too', async ({ server, page }) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Shown to a guest',
  });
  const { url } = await callAsAdmin<{ url: string }>(
    server,
    'POST',
    `/api/v1/incidents/${incident.incident_ref}/shares`,
    { label: 'A guest', mode: 'live', profile: 'partner', expires_in_days: 1 },
  );
  const pages: [string, string][] = [
    ['guest', url],
    ['guest-unknown', '/s/no-such-share'],
    ['sign-in-link', '/sign-in/link?token=none'],
    ['not-found', '/no-such-page'],
  ];
  for (const [name, path] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(page, name);
  }
});
