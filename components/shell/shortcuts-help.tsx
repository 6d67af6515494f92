'use client';

import { useAllCommands, useCommandsContext } from '@/components/shell/commands';
import { groupCommands } from '@/components/shell/group-commands';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';

export type ShortcutsHelpProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** The keys that work right now. Letter keys can be switched off, for people who speak or slip. */
export function ShortcutsHelp({ isOpen, onOpenChange }: ShortcutsHelpProps) {
  const { areKeysOn, setKeysOn } = useCommandsContext();
  const groups = groupCommands(useAllCommands().filter((command) => command.keys));
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Keys" width="small">
        <DialogBody className="grid content-start gap-4">
          {groups.map(([group, commands]) => (
            <section key={group}>
              <h3 className="border-b pb-1 font-medium text-ink-3 text-small">{group}</h3>
              <dl>
                {commands.map((command) => (
                  <div key={command.id} className="flex items-baseline gap-3 border-b py-1.5">
                    <dt className="min-w-0 flex-1">{command.label}</dt>
                    <dd>
                      <Kbd keys={command.keys ?? ''} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <Checkbox
            label="Letter keys"
            hint="Off, only keys with Ctrl or ⌘ act."
            checked={areKeysOn}
            onChange={(event) => setKeysOn(event.target.checked)}
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
