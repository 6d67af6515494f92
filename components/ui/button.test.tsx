// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Button } from '@/components/ui/button';

test('a busy button keeps the focus and does not act twice', async () => {
  const user = userEvent.setup();
  const onClick = vi.fn();
  const { rerender } = render(<Button onClick={onClick}>Hold 3 agents</Button>);
  await user.click(screen.getByRole('button'));
  rerender(
    <Button onClick={onClick} isBusy>
      Hold 3 agents
    </Button>,
  );
  await user.click(screen.getByRole('button'));
  await user.keyboard('{Enter}');

  expect(onClick).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(screen.getByRole('button'));
});

test('a busy submit button does not send the form again', async () => {
  const user = userEvent.setup();
  const onSubmit = vi.fn();
  render(
    <form onSubmit={onSubmit}>
      <input aria-label="Reason" />
      <Button type="submit" isBusy>
        Hold
      </Button>
    </form>,
  );
  await user.click(screen.getByRole('button'));
  await user.type(screen.getByRole('textbox'), 'x{Enter}');
  expect(onSubmit).not.toHaveBeenCalled();
});

test('inside a form a button does not submit unless it says so', async () => {
  const user = userEvent.setup();
  const onSubmit = vi.fn();
  render(
    <form onSubmit={onSubmit}>
      <Button>Cancel</Button>
    </form>,
  );
  await user.click(screen.getByRole('button'));
  expect(onSubmit).not.toHaveBeenCalled();
});

test('it can be drawn as a link', () => {
  render(
    <Button asChild>
      <a href="/incidents">Incidents</a>
    </Button>,
  );
  expect(screen.getByRole('link', { name: 'Incidents' }).className).toContain('border');
});
