'use client';

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { answerEarlyPresses } from '@/components/shell/answer-early-presses';
import { isCharacterKey, isTyping, pressText } from '@/components/shell/match-keys';
import { type Command, createShortcutStore, type ShortcutStore } from '@/components/shell/shortcut-store';
import { readPreference, writePreference } from '@/components/ui/preferences';

type Commands = { store: ShortcutStore; areKeysOn: boolean; setKeysOn: (areOn: boolean) => void };

const CommandsContext = createContext<Commands | null>(null);

/** Two keys in a row count as one chord while the second comes within this time. */
const chordMs = 1_200;

/** Keeps what the open pages offer, and listens for their keys. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createShortcutStore);
  const [areKeysOn, setKeysOn] = useState(true);

  useEffect(() => {
    if (readPreference('keys', document.cookie) === 'off') setKeysOn(false);
  }, []);

  useEffect(() => {
    let first = { press: '', at: 0 };
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const press = pressText(event);
      const chord = Date.now() - first.at < chordMs ? `${first.press} ${press}` : press;
      const commands = store.read().findLast((command) => command.keys === chord || command.keys === press);
      first = { press, at: Date.now() };
      if (!commands?.keys) return;
      if (isCharacterKey(commands.keys) && (!areKeysOn || isTyping(event.target) || isDialogOpen())) return;
      event.preventDefault();
      first = { press: '', at: 0 };
      commands.run();
    }
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [store, areKeysOn]);

  // Behind the listener above, which answers them.
  useEffect(() => answerEarlyPresses(store), [store]);

  const value = useMemo<Commands>(
    () => ({
      store,
      areKeysOn,
      setKeysOn: (areOn) => {
        writePreference('keys', areOn ? 'on' : 'off');
        setKeysOn(areOn);
      },
    }),
    [store, areKeysOn],
  );
  return <CommandsContext value={value}>{children}</CommandsContext>;
}

/** A page's letter keys must not act behind a dialog that covers it. */
function isDialogOpen(): boolean {
  return (
    document.querySelector('[role="dialog"][data-state="open"],[role="alertdialog"][data-state="open"]') !==
    null
  );
}

export function useCommandsContext(): Commands {
  const commands = use(CommandsContext);
  if (!commands) throw new Error('CommandsProvider is missing above this component');
  return commands;
}

/**
 * Offers commands in the palette, and binds their keys, while the component is mounted. The list may be a new array on
 * every render; it is registered again only when what people see of it changes.
 */
export function useCommands(commands: readonly Command[]): void {
  const { store } = useCommandsContext();
  const owner = useId();
  const run = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run());
  const visible = JSON.stringify(commands);
  useEffect(() => {
    const described = JSON.parse(visible) as Omit<Command, 'run'>[];
    return store.register(
      owner,
      described.map((command) => ({ ...command, run: () => run(command.id) })),
    );
  }, [store, owner, visible]);
}

/** Binds one key while mounted. Give a label, and `?` lists it. */
export function useShortcut(keys: string, run: () => void, label?: string): void {
  useCommands([{ id: `key ${keys}`, label: label ?? keys, group: 'This page', keys, isHidden: true, run }]);
}

export function useAllCommands(): readonly Command[] {
  const { store } = useCommandsContext();
  return useSyncExternalStore(store.subscribe, store.read, store.read);
}
