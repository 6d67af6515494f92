// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { CommandsProvider, useCommands, useShortcut } from '@/components/shell/commands';
import { PaletteProvider } from '@/components/shell/palette-provider';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { writePreference } from '@/components/ui/preferences';

// What cmdk and Radix ask of a browser and jsdom does not have.
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  writePreference('keys', 'on');
});

function Page({ onDeclare, onPin }: { onDeclare?: () => void; onPin?: () => void }) {
  const [isDeclaring, setDeclaring] = useState(false);
  useCommands([
    {
      id: 'declare',
      label: 'Declare an incident',
      group: 'Act',
      keys: 'c',
      keywords: ['open', 'new'],
      run: () => {
        onDeclare?.();
        setDeclaring(true);
      },
    },
    { id: 'agents', label: 'Agents', group: 'Go to', keys: 'g a', run: () => onPin?.() },
  ]);
  useShortcut('p', () => onPin?.(), 'Pin the entry');
  return (
    <>
      <input aria-label="Search" />
      <Dialog isOpen={isDeclaring} onOpenChange={setDeclaring}>
        <DialogContent title="Declare">
          <input aria-label="Title" />
        </DialogContent>
      </Dialog>
    </>
  );
}

function show(page: React.ReactNode) {
  render(
    <CommandsProvider>
      <PaletteProvider>{page}</PaletteProvider>
    </CommandsProvider>,
  );
  return userEvent.setup();
}

test('Ctrl K opens the palette from anywhere, typing narrows it, Enter runs the command', async () => {
  const user = show(<Page />);
  await user.click(screen.getByRole('textbox', { name: 'Search' }));
  await user.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: 'Search and commands' });
  expect(within(palette).getByRole('option', { name: /Agents/ })).toBeDefined();

  await user.keyboard('new');
  expect(within(palette).queryByRole('option', { name: /Agents/ })).toBeNull();
  await user.keyboard('{Enter}');

  expect(await screen.findByRole('dialog', { name: 'Declare' })).toBeDefined();
  expect(screen.queryByRole('dialog', { name: 'Search and commands' })).toBeNull();
});

test('a dialog that the palette opened gives the focus back to where it was before both', async () => {
  const user = show(<Page />);
  const search = screen.getByRole('textbox', { name: 'Search' });
  await user.click(search);
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog', { name: 'Search and commands' });
  await user.keyboard('declare{Enter}');
  await screen.findByRole('dialog', { name: 'Declare' });

  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.activeElement).toBe(search));
});

test('the arrows choose, Escape leaves', async () => {
  const onPin = vi.fn();
  const user = show(<Page onPin={onPin} />);
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog');
  await user.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(onPin).toHaveBeenCalledTimes(1));

  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('letter keys act, also two in a row, but not while somebody types', async () => {
  const onDeclare = vi.fn();
  const onPin = vi.fn();
  const user = show(<Page onDeclare={onDeclare} onPin={onPin} />);
  await user.keyboard('ga');
  expect(onPin).toHaveBeenCalledTimes(1);
  await user.keyboard('p');
  expect(onPin).toHaveBeenCalledTimes(2);

  await user.click(screen.getByRole('textbox', { name: 'Search' }));
  await user.keyboard('cgap');
  expect(onDeclare).not.toHaveBeenCalled();
  expect(onPin).toHaveBeenCalledTimes(2);
});

test('behind an open dialog letter keys rest', async () => {
  const onPin = vi.fn();
  const user = show(<Page onPin={onPin} />);
  await user.keyboard('c');
  const dialog = await screen.findByRole('dialog', { name: 'Declare' });
  within(dialog).getByRole('button', { name: 'Close' }).focus();
  await user.keyboard('p');
  expect(onPin).not.toHaveBeenCalled();
});

test('the keys are listed under ?, and letter keys can be switched off', async () => {
  const onPin = vi.fn();
  const user = show(<Page onPin={onPin} />);
  await user.keyboard('?');
  const help = await screen.findByRole('dialog', { name: 'Keys' });
  expect(within(help).getByText('Pin the entry')).toBeDefined();

  await user.click(within(help).getByRole('checkbox', { name: /Letter keys/ }));
  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('p');
  expect(onPin).not.toHaveBeenCalled();

  await user.keyboard('{Control>}k{/Control}');
  expect(await screen.findByRole('dialog', { name: 'Search and commands' })).toBeDefined();
});
