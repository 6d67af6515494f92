'use client';

export type Command = {
  /** Stable and unique: the latest with the same id wins. */
  id: string;
  /** What it does, as a person would say it: 'Declare an incident'. */
  label: string;
  /** Heading it stands under in the palette and in the list of keys. */
  group: string;
  /** `mod+k`, `c`, `shift+d`, or two keys in a row: `g b`. */
  keys?: string;
  /** Other words to find it by. */
  keywords?: string[];
  /** Small print at the right: an id, a state. */
  detail?: string;
  /** Only a key, not a line of the palette. */
  isHidden?: boolean;
  run: () => void;
};

/** What the open pages offer, by whom. A page that leaves takes its commands with it. */
export type ShortcutStore = {
  register: (owner: string, commands: readonly Command[]) => () => void;
  subscribe: (listener: () => void) => () => void;
  read: () => readonly Command[];
};

export function createShortcutStore(): ShortcutStore {
  const owners = new Map<string, readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];

  function publish() {
    // Later registrations win: a dialog's `Escape` over a page's.
    const byId = new Map<string, Command>();
    for (const commands of owners.values()) for (const command of commands) byId.set(command.id, command);
    all = [...byId.values()];
    for (const listener of listeners) listener();
  }

  return {
    register(owner, commands) {
      owners.delete(owner);
      owners.set(owner, commands);
      publish();
      return () => {
        if (owners.get(owner) !== commands) return;
        owners.delete(owner);
        publish();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => all,
  };
}
