'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { IdText } from '@/components/ui/id-text';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { countOf } from '@/lib/containment/hold-words';
import type { PlannedTarget, TargetSource } from '@/lib/containment/plan-containment';

const sourceNames: Record<TargetSource, string> = {
  binding: 'binding',
  manifest: 'manifest',
  execution: 'seen in executions',
  named: 'named by you',
};

/** As many as anybody reads at once; the button has the count of all. */
const step = 100;

/** Which agents a stop means, and how we know each of them. */
export function StopTargets({ targets }: { targets: PlannedTarget[] }) {
  const [shown, setShown] = useState(step);
  if (targets.length === 0) {
    return (
      <EmptyState
        className="px-gutter"
        title="No agent is known to be here, so there is nothing to hold."
        detail="Choose a wider scope, or look whether the agents source is fresh."
      />
    );
  }
  return (
    <ScrollRegion label="Agents this would hold" className="max-h-52 overflow-y-auto">
      <ul>
        {targets.slice(0, shown).map((target) => (
          <TargetRow key={target.agentId} target={target} />
        ))}
        {targets.length > shown ? (
          <li className="flex flex-wrap items-center gap-3 px-gutter py-row text-ink-2 text-small">
            {countOf(targets.length - shown, 'more agent')}, none of them busier than these.
            <Button
              size="small"
              className="pointer-coarse:h-control-touch"
              onClick={() => setShown(shown + step * 4)}
            >
              Show more
            </Button>
          </li>
        ) : null}
      </ul>
    </ScrollRegion>
  );
}

function TargetRow({ target }: { target: PlannedTarget }) {
  const { agentId, agentName, agentStatus, sources, heldBy, inFlightCount, queuedCount } = target;
  const isQuiet = agentStatus !== null && agentStatus !== 'active';
  return (
    <li className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b px-gutter py-1.5 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_auto]">
      <span className="min-w-0">
        <span className="block truncate font-medium">{agentName}</span>
        {agentName === agentId ? null : <IdText value={agentId} label="agent" className="text-ink-3" />}
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-1.5 max-sm:col-span-2 max-sm:row-start-2">
        {sources.map((source) => (
          <Chip key={source} glyph={null}>
            {sourceNames[source]}
          </Chip>
        ))}
        {agentStatus === null ? <Chip tone="stale">not in the agents list</Chip> : null}
        {isQuiet ? <Chip tone="stale">{agentStatus}</Chip> : null}
        {heldBy.length > 0 ? <Chip tone="held">already held by {heldBy.join(', ')}</Chip> : null}
      </span>
      <span className="whitespace-nowrap text-right text-ink-2 text-small tabular-nums">
        {inFlightCount} in flight
        {queuedCount > 0 ? `, ${queuedCount} queued` : ''}
      </span>
    </li>
  );
}
