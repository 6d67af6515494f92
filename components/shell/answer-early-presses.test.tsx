// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { CommandsProvider, useCommands } from '@/components/shell/commands';
import { writePreference } from '@/components/ui/preferences';

const script = readFileSync('public/early-press.js', 'utf8');

beforeEach(() => {
  writePreference('keys', 'on');
  delete document.documentElement.dataset.answers;
});

type Pressed = { onStop: () => void; onPalette: () => void; onBoard: () => void };

function Page({ onStop, onPalette, onBoard }: Pressed) {
  useCommands([
    { id: 'palette', label: 'Search', group: 'Everywhere', keys: 'mod+k', run: onPalette },
    { id: 'board', label: 'Board', group: 'Go to', keys: 'g b', run: onBoard },
  ]);
  return (
    <>
      <button type="button" onClick={onStop}>
        Stop…
      </button>
      <input aria-label="Search" />
    </>
  );
}

function LatePart({ onDeclare }: { onDeclare: () => void }) {
  useCommands([{ id: 'declare', label: 'Declare', group: 'Act', keys: 'c', run: onDeclare }]);
  return null;
}

/** A page as the server sends it, with the script that listens until the page's own code is there. */
function drawOnServer() {
  const pressed = { onStop: vi.fn(), onPalette: vi.fn(), onBoard: vi.fn() };
  const page = (
    <CommandsProvider>
      <Page {...pressed} />
    </CommandsProvider>
  );
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(page);
  new Function(script)();
  return { ...pressed, user: userEvent.setup(), hydrate: () => render(page, { container, hydrate: true }) };
}

test('a button pressed before the page can answer is pressed again, once', async () => {
  const { user, hydrate, onStop } = drawOnServer();
  await user.click(screen.getByRole('button', { name: 'Stop…' }));
  expect(onStop).not.toHaveBeenCalled();
  hydrate();
  expect(onStop).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole('button', { name: 'Stop…' }));
  expect(onStop).toHaveBeenCalledTimes(2);
});

test('keys pressed before the page can answer are answered, also two in a row', async () => {
  const { user, hydrate, onPalette, onBoard } = drawOnServer();
  await user.keyboard('{Control>}k{/Control}gb');
  hydrate();
  expect(onPalette).toHaveBeenCalledTimes(1);
  expect(onBoard).toHaveBeenCalledTimes(1);
});

test('what is typed into a field early is text and no command', async () => {
  const { user, hydrate, onBoard } = drawOnServer();
  await user.type(screen.getByRole('textbox', { name: 'Search' }), 'gb');
  hydrate();
  expect(onBoard).not.toHaveBeenCalled();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Search' }).value).toBe('gb');
});

test('who switched the letter keys off is not answered by them early either', async () => {
  writePreference('keys', 'off');
  const { user, hydrate, onPalette, onBoard } = drawOnServer();
  await user.keyboard('gb{Control>}k{/Control}');
  hydrate();
  expect(onBoard).not.toHaveBeenCalled();
  expect(onPalette).toHaveBeenCalledTimes(1);
});

test('a key waits for the part of the page that answers it', async () => {
  const onDeclare = vi.fn();
  const { user } = drawOnServer();
  await user.keyboard('c');
  const { rerender } = render(<CommandsProvider>{null}</CommandsProvider>);
  expect(onDeclare).not.toHaveBeenCalled();
  rerender(
    <CommandsProvider>
      <LatePart onDeclare={onDeclare} />
    </CommandsProvider>,
  );
  await vi.waitFor(() => expect(onDeclare).toHaveBeenCalledTimes(1));
});
