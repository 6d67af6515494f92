import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, inspect, test } from './fixtures';

const culprit = 'xem-fleet-01';

/** The whole way of a commander, from the first sign-in to a shared page, as the README describes it. */
test('a commander takes an incident from declaration to a published postmortem', async ({ page, server }) => {
  test.setTimeout(420_000);

  await test.step('sign in with the one-time link and set a password', async () => {
    await page.goto(server.firstSignInLink);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/settings\/account/);
    await page.getByLabel('Name').fill('Mara Krüger');
    await page.getByLabel('E-mail').fill('mara@example.com');
    await page.getByRole('button', { name: 'Save name and e-mail' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.getByLabel('New password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText('You can sign in with it from now on.')).toBeVisible();
    await inspect(page, '1-account');
  });

  await test.step('find the bad execution on the board and declare from it', async () => {
    await page.goto('/');
    const suspect = page.getByRole('listitem').filter({ hasText: 'openstack_server_delete' });
    await expect(suspect.first()).toContainText('ran without a valid approval', { timeout: 60_000 });
    await inspect(page, '2-board');
    await suspect.first().getByRole('button', { name: 'Declare' }).click();
    const dialog = page.getByRole('dialog', { name: 'Declare an incident' });
    await expect(dialog.getByLabel('Title')).toHaveValue(/openstack_server_delete on billing/);
    await dialog.getByLabel('Severity').selectOption('sev1');
    await inspect(page, '2-declare');
    await dialog.getByRole('button', { name: 'Declare', exact: true }).click();
    await expect(page).toHaveURL(/\/incidents\/INC-1$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('openstack_server_delete');
  });

  await test.step('read the incident page and add a note back-dated', async () => {
    await expect(page.getByText('Mara Krüger').first()).toBeVisible();
    await addNote(page, 'Snapshots of the billing servers exist, checked by hand');
    await expect(page.getByText('Snapshots of the billing servers exist').first()).toBeVisible();
    await inspect(page, '3-incident');
  });

  await test.step('triage: the three questions are answered', async () => {
    for (const [question, answer] of [
      ['Which executions are affected?', 'openstack_server_delete'],
      ['How far does the damage reach?', 'billing'],
      ['Is the agent still healthy?', 'agt_xem_fleet_01'],
    ] as const) {
      await expect(page.getByRole('region', { name: question })).toContainText(answer);
    }
  });

  await test.step('contain: hold the agent in the workspace and see it observed', async () => {
    await page.getByRole('button', { name: 'Stop…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Stop agents for INC-1' });
    await expect(dialog.getByRole('radio', { name: /This agent, here/ })).toBeChecked();
    await expect(dialog.getByText('What goes on')).toBeVisible();
    await dialog.getByLabel(/^Reason/).fill('deletes without approval');
    await inspect(page, '5-stop');
    await dialog.getByRole('button', { name: `Hold ${culprit} on billing` }).click();
    await expect(dialog.getByText(/Nothing new can start/)).toBeVisible({ timeout: 45_000 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await openTab(page, 'Containment');
    await expect(page.getByText('held', { exact: true }).first()).toBeVisible({ timeout: 45_000 });
    await inspect(page, '5-containment');
  });

  await test.step('investigate: filter executions, read the raw output, see approvals and the agent', async () => {
    await page.goto('/executions?tool=openstack_server_delete&risk=irreversible');
    await inspect(page, '6-executions');
    await page
      .getByRole('link', { name: /openstack_server_delete/ })
      .first()
      .click();
    await expect(page.getByText(/sudo journalctl -u xerotier-xem --since/)).toBeVisible();
    await inspect(page, '6-execution');
    await page.goto('/approvals');
    await expect(page.getByRole('heading', { name: 'Approvals' })).toBeVisible();
    await inspect(page, '6-approvals');
    await page.goto('/agents/agt_xem_fleet_01');
    await expect(page.getByText('INC-1').first()).toBeVisible();
    await inspect(page, '6-agent');
  });

  await test.step('remediate: record a step of the ladder', async () => {
    await page.goto('/incidents/INC-1/remediation');
    await page.getByRole('button', { name: /Record a step.*auto-fork branch/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a step' });
    await dialog.getByLabel('What').fill('Read the branch recorded before the first delete');
    await dialog.getByLabel('Why it is needed').fill('To see what the chat knew');
    await dialog.getByLabel('Status').selectOption('done');
    await dialog.getByLabel('Result').fill('The template no longer asked for approval');
    await dialog.getByRole('button', { name: 'Record step' }).click();
    await expect(page.getByText('The template no longer asked for approval')).toBeVisible();
    await inspect(page, '7-remediation');
  });

  await test.step('release the hold after a review', async () => {
    await page.goto('/incidents/INC-1/containment');
    await page.getByRole('button', { name: 'Review release…' }).first().click();
    const dialog = page.getByRole('dialog', { name: /^Release/ });
    await dialog.getByRole('button', { name: 'Mark it as fixed…' }).click();
    await dialog.getByLabel('What was fixed').fill('vm-cleanup v15 asks for approval again');
    await dialog.getByRole('button', { name: 'Mark the cause as fixed' }).click();
    await expect(dialog.getByText('The cause is marked as fixed.')).toBeVisible();
    await dialog.getByLabel('Watch each stage for').selectOption('0');
    await dialog.getByLabel(/Why it is safe now/).fill('the template is fixed');
    await inspect(page, '8-release-review');
    // Servers were deleted, so a second person has to agree, and there is nobody but this one.
    await dialog.getByRole('button', { name: 'Ask to release 1 agent' }).click();
    await expect(page.getByText('You asked for this release. Another person has to agree.')).toBeVisible();
    await page.getByRole('button', { name: 'Nobody else can be reached…' }).click();
    const alone = page.getByRole('alertdialog', { name: 'Release without a second person?' });
    await alone.getByLabel(/Why, kept in the log/).fill('alone on call, customers are waiting');
    await alone.getByLabel(/Type INC-1 to go on/).fill('INC-1');
    await alone.getByRole('button', { name: 'Release alone' }).click();
    await expect(page.getByText('Everything that was held is released.').first()).toBeVisible();
    await expect(page.getByText('finished', { exact: true })).toBeVisible();
    await expect(page.getByText('without a second person', { exact: true })).toBeVisible();
    await inspect(page, '8-released');
  });

  await test.step('archive the executions and check the digest', async () => {
    await page.goto('/incidents/INC-1/evidence');
    await page.getByRole('button', { name: 'Archive executions…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Request archive' }).click();
    const download = page.getByRole('link', { name: /download/i }).first();
    await expect(download).toBeVisible({ timeout: 45_000 });
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    const digest = createHash('sha256')
      .update(readFileSync(await file.path()))
      .digest('hex');
    await expect(page.getByTitle(digest).first()).toBeVisible();
    await inspect(page, '8-evidence');
  });

  await test.step('write the postmortem, be refused while parts are missing, then publish', async () => {
    await page.goto('/incidents/INC-1/postmortem');
    await page.getByRole('button', { name: 'Start the postmortem' }).click();
    await page.getByRole('button', { name: /Publish… \d+ missing/ }).click();
    await expect(page.getByRole('dialog', { name: 'Not ready to publish' })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByLabel('Kind of cause').selectOption('template');
    await writeSection(page, 'Root cause', 'Template vm-cleanup v14 dropped the approval step.');
    await writeSection(page, 'Prevention', 'Templates that drop an approval need a second reviewer.');
    const keep = page.getByRole('button', { name: /Keep as it is/ });
    // Each click removes its own button.
    for (let left = await keep.count(); left > 0; left -= 1) {
      await keep.first().click();
      await expect(keep).toHaveCount(left - 1);
    }
    await page.getByRole('button', { name: 'Add a follow-up' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a follow-up' });
    await dialog.getByLabel('What is to be done').fill('Require review of template changes');
    await dialog
      .getByRole('button', { name: /add|save/i })
      .last()
      .click();
    await expect(page.getByText('Require review of template changes').first()).toBeVisible();
    await expect(page.getByText(/^Saved, revision/)).toBeVisible();
    await inspect(page, '8-postmortem');
    await page.getByRole('button', { name: 'Publish…', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish revision 1' }).click();
    await expect(page.getByText('Revision 1 published by Mara Krüger')).toBeVisible();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download it as published' }).click(),
    ]);
    const markdown = readFileSync(await file.path(), 'utf8');
    expect(markdown).toContain('Template vm-cleanup v14 dropped the approval step.');
    expect(markdown).toContain('INC-1');
  });

  await test.step('share a read-only page that carries no script, and revoke it', async () => {
    await page.goto('/incidents/INC-1/share');
    await page.getByRole('button', { name: 'Issue a link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Issue a share link' });
    await dialog.getByLabel('For whom').fill('Customer support');
    await dialog.getByRole('button', { name: 'Issue link' }).click();
    const link =
      (
        await dialog
          .getByText(/\/s\/[\w-]{43}/)
          .first()
          .textContent()
      )?.trim() ?? '';
    await dialog.getByRole('button', { name: 'Done' }).click();
    await inspect(page, '9-share');
    const guest = await page.context().browser()?.newContext({ javaScriptEnabled: false });
    const guestPage = await guest?.newPage();
    if (!guestPage) throw new Error('no browser for the guest');
    await guestPage.goto(link);
    // What the profile redacts is not there, not even in the title that a person wrote.
    await expect(guestPage.getByRole('heading', { level: 1 })).toHaveText(
      '[tool] on [workspace]: no approval',
    );
    expect(await guestPage.content()).not.toContain('openstack_server_delete');
    expect(await guestPage.locator('script').count()).toBe(0);
    await guestPage.screenshot({ path: 'test-results/screens/9-guest.png', fullPage: true });
    await page.getByRole('button', { name: 'Revoke Customer support' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Revoke link' })
      .click();
    await expect(page.getByText('revoked', { exact: true })).toBeVisible();
    const answer = await guestPage.goto(link);
    expect(answer?.status()).toBe(410);
    await guest?.close();
  });
});

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of INC-1' }).getByRole('link', { name }).click();
}

/** Happened a minute ago, as far as this clock tells. */
async function addNote(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Search, or /t to add an entry');
  const time = new Date(Date.now() - 60_000).toISOString().slice(11, 16);
  await field.fill(`/t ${text} | ${time}`);
  await field.press('Enter');
}

async function writeSection(page: Page, section: string, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: section });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  await expect(editor).toContainText(text);
}
