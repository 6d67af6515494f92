'use client';

import { Command } from 'cmdk';
import * as Primitive from 'radix-ui/dialog';
import { useRef } from 'react';
import { useAllCommands } from '@/components/shell/commands';
import { groupCommands } from '@/components/shell/group-commands';
import type { Command as OfferedCommand } from '@/components/shell/shortcut-store';
import { cn } from '@/components/ui/cn';
import { overlayStyle } from '@/components/ui/dialog-style';
import { Kbd } from '@/components/ui/kbd';
import { useReturnFocus } from '@/components/ui/use-return-focus';

export type PaletteProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Everything the page offers, found by typing. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
        <PaletteBox close={() => onOpenChange(false)} />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteBox({ close }: { close: () => void }) {
  const groups = groupCommands(useAllCommands().filter((command) => !command.isHidden));
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();

  const chosen = useRef<OfferedCommand>(undefined);

  function choose(command: OfferedCommand) {
    chosen.current = command;
    close();
  }

  /** Runs what was chosen once the focus is back, so that a dialog it opens returns the focus to the right place. */
  function afterClose(event: Event) {
    onCloseAutoFocus(event);
    chosen.current?.run();
    chosen.current = undefined;
  }

  return (
    <Primitive.Content
      aria-describedby={undefined}
      onOpenAutoFocus={onOpenAutoFocus}
      onCloseAutoFocus={afterClose}
      className="fixed z-50 overflow-hidden border-line-strong bg-surface shadow-floating outline-none max-md:inset-0 max-md:h-dvh md:top-[14dvh] md:left-1/2 md:w-150 md:-translate-x-1/2 md:rounded-dialog md:border"
    >
      <Primitive.Title className="sr-only">Search and commands</Primitive.Title>
      <Command label="Search and commands" loop className="flex max-h-full flex-col">
        <div className="flex items-center gap-2 border-b px-4">
          <Command.Input
            placeholder="Go to, declare, hold…"
            className="h-12 min-w-0 flex-1 bg-transparent text-title outline-none"
          />
          <Primitive.Close className="text-ink-3 text-small md:hidden">Close</Primitive.Close>
        </div>
        <Command.List className="min-h-0 overflow-y-auto p-1.5 md:max-h-[min(24rem,60dvh)]">
          <Command.Empty className="px-2.5 py-4 text-ink-3">Nothing matches.</Command.Empty>
          {groups.map(([group, commands]) => (
            <Command.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-small"
            >
              {commands.map((command) => (
                <Command.Item
                  key={command.id}
                  value={command.id}
                  keywords={[command.label, ...(command.keywords ?? [])]}
                  onSelect={() => choose(command)}
                  className={cn(
                    'flex min-h-8.5 cursor-pointer items-center gap-3 rounded-control px-2.5 data-[selected=true]:bg-fill pointer-coarse:min-h-control-touch',
                  )}
                >
                  <span className="min-w-0 truncate">{command.label}</span>
                  {command.detail ? (
                    <span className="truncate text-ink-3 text-small">{command.detail}</span>
                  ) : null}
                  {command.keys ? <Kbd keys={command.keys} className="ml-auto" /> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Primitive.Content>
  );
}
