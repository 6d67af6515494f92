'use client';

import { Ellipsis } from 'lucide-react';
import { useTimelineDialogs } from '@/components/timeline/timeline-dialogs';
import { Menu } from '@/components/ui/menu';
import type { Moment } from '@/lib/timeline/build-moments';
import { plainSentence } from '@/lib/timeline/describe-entry';

/** What can be done with an entry. It never changes itself: corrections and pins are put beside it. */
export function EntryMenu({ moment }: { moment: Moment }) {
  const { open, unpin } = useTimelineDialogs();
  const { entry } = moment;
  return (
    <Menu
      label={`More for: ${plainSentence(entry)}`}
      aria-label={`More for: ${plainSentence(entry)}`}
      variant="ghost"
      size="small"
      className="w-6 px-0 opacity-0 focus-visible:opacity-100 group-focus-within/row:opacity-100 group-hover/row:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
      items={[
        ...(entry.pin
          ? [
              { label: 'Change caption…', onSelect: () => open({ kind: 'pin', entry }) },
              { label: 'Take out of the story', onSelect: () => unpin(entry) },
            ]
          : [{ label: 'Pin to the story…', onSelect: () => open({ kind: 'pin', entry }) }]),
        { label: 'Correct…', onSelect: () => open({ kind: 'correct', entry }) },
        { label: 'Add an entry here…', onSelect: () => open({ kind: 'add', happenedAt: moment.from }) },
      ]}
    >
      <Ellipsis size={14} aria-hidden="true" />
    </Menu>
  );
}
