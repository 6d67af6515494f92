import { callAsAdmin, expect, test } from './fixtures';

type Declared = { incident: { incident_ref: string } };

test('two people on one incident see each other’s changes without reloading', async ({
  server,
  signedIn,
}) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Watched from two desks',
  });
  const path = `/incidents/${incident.incident_ref}`;
  const [first, second] = await Promise.all([
    signedIn('responder', 'Ada One'),
    signedIn('commander', 'Ben Two'),
  ]);
  await Promise.all([first.goto(path), second.goto(path)]);
  // Both hear the stream: from here on nothing is missed.
  await Promise.all(
    [first, second].map((page) => expect(page.getByRole('heading', { level: 1 })).toContainText('two desks')),
  );

  const field = first.getByLabel('Search, or /t to add an entry');
  await field.fill('/t Ada sees the queue growing');
  await field.press('Enter');
  await expect(second.getByText('Ada sees the queue growing').first()).toBeVisible({ timeout: 5_000 });

  await second.getByRole('button', { name: 'Post update' }).click();
  const dialog = second.getByRole('dialog');
  await dialog.getByLabel('Update').fill('Ben holds nothing yet');
  await dialog.getByRole('button', { name: 'Post update' }).click();
  await expect(first.getByText('Ben holds nothing yet').first()).toBeVisible({ timeout: 5_000 });
});
