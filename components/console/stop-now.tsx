'use client';

import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { useCommands } from '@/components/shell/commands';
import { Button } from '@/components/ui/button';
import { StatusGlyph } from '@/components/ui/status-glyph';

/** Nothing is known yet: which agent, which workspace and which incident are asked in the dialog. */
const anything = { declare: {}, places: [] };

/**
 * The stop that is in reach of every page, by key and palette. It stands before the pages, so that the stop of an open
 * incident, which has the same id, comes later and wins.
 */
export function StopNowCommand() {
  const { openStop } = useIncidentDialogs();
  useCommands([
    {
      id: 'stop',
      label: 'Stop now',
      group: 'Act',
      keys: 's',
      keywords: ['hold', 'pause', 'contain', 'kill'],
      run: () => openStop(anything),
    },
  ]);
  return null;
}

export function StopNowButton() {
  const { openStop } = useIncidentDialogs();
  return (
    <Button
      variant="ghost"
      onClick={() => openStop(anything)}
      aria-keyshortcuts="s"
      className="text-danger max-md:h-control-touch md:w-full md:justify-start md:px-2"
    >
      <StatusGlyph glyph="square" className="size-2.5" />
      Stop now
    </Button>
  );
}
