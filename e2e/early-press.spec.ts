import { callAsAdmin, expect, test } from './fixtures';

type Declared = { incident: { incident_ref: string } };

test('what is pressed before the page’s own code is there is not lost', async ({ server, signedIn }) => {
  const { incident } = await callAsAdmin<Declared>(server, 'POST', '/api/v1/incidents', {
    title: 'Pressed on a slow line',
  });
  const page = await signedIn('commander', 'Ella Early');
  const code = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await code.promise;
    await route.continue();
  });

  await page.goto(`/incidents/${incident.incident_ref}`, { waitUntil: 'commit' });
  await page.waitForFunction(() => 'earlyPresses' in window);
  await page.getByRole('button', { name: 'Stop…' }).click();
  code.resolve();
  await expect(page.getByRole('dialog', { name: /Stop/ })).toBeVisible();
});

test('the palette’s keys are not lost either', async ({ signedIn }) => {
  const page = await signedIn('responder', 'Earl Ery');
  const code = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await code.promise;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await page.waitForFunction(() => 'earlyPresses' in window);
  await page.keyboard.press('ControlOrMeta+k');
  code.resolve();
  await expect(page.getByRole('combobox')).toBeVisible();
});
