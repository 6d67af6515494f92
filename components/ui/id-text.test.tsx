// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { IdText } from '@/components/ui/id-text';

const id = 'exe_9f3c27ab41d0871a';

test('a click copies the whole id and says so', async () => {
  const user = userEvent.setup();
  render(<IdText value={id} label="execution" />);

  await user.click(screen.getByRole('button', { name: 'Copy execution exe_9f3c…871a' }));

  expect(await navigator.clipboard.readText()).toBe(id);
  await vi.waitFor(() =>
    expect(screen.getByRole('status').textContent).toBe('Copied execution exe_9f3c…871a'),
  );
});

test('a refused copy is not called a copy', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
  render(<IdText value={id} label="execution" />);

  await user.click(screen.getByRole('button'));

  await vi.waitFor(() =>
    expect(screen.getByRole('status').textContent).toBe('Could not copy execution exe_9f3c…871a'),
  );
});

test('a short id stays whole', () => {
  render(<IdText value="agt_xem_fleet_01" label="agent" />);
  expect(screen.getByRole('button', { name: 'Copy agent agt_xem_fleet_01' })).toBeDefined();
});

test('an id that leads somewhere is a link with its own button to copy', async () => {
  const user = userEvent.setup();
  render(<IdText value={id} label="execution" href="/executions/exe_9f3c27ab41d0871a" />);

  expect(screen.getByRole('link', { name: 'exe_9f3c…871a' }).getAttribute('href')).toBe(`/executions/${id}`);
  await user.click(screen.getByRole('button', { name: `Copy execution ${id}` }));
  expect(await navigator.clipboard.readText()).toBe(id);
});
