// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Menu } from '@/components/ui/menu';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

test('the trigger opens and closes the panel, and Escape gives the focus back', async () => {
  const user = userEvent.setup();
  render(
    <Popover>
      <PopoverTrigger>Sources</PopoverTrigger>
      <PopoverContent aria-label="Sources">
        <button type="button">All</button>
      </PopoverContent>
    </Popover>,
  );
  const trigger = screen.getByRole('button', { name: 'Sources' });
  await user.click(trigger);
  await screen.findByRole('dialog', { name: 'Sources' });
  expect(trigger.getAttribute('aria-expanded')).toBe('true');

  await user.click(trigger);
  expect(screen.queryByRole('dialog')).toBeNull();

  await user.click(trigger);
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await vi.waitFor(() => expect(document.activeElement).toBe(trigger));
});

test('a menu is walked with the arrows and acts on Enter', async () => {
  const user = userEvent.setup();
  const onPin = vi.fn();
  render(
    <Menu
      label="More for INC-7"
      items={[
        { label: 'Copy link', onSelect: () => undefined },
        { label: 'Pin', onSelect: onPin },
      ]}
    >
      More
    </Menu>,
  );
  await user.tab();
  await user.keyboard('{Enter}');
  await screen.findByRole('menu', { name: 'More for INC-7' });
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');

  expect(onPin).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('menu')).toBeNull();
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('More'));
});
