'use client';

import Link from 'next/link';
import { useState } from 'react';
import { LateCallRow } from '@/components/containment/late-call-row';
import { Button } from '@/components/ui/button';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import type { Containment } from '@/lib/containment/containment';

/** The newest say what to do; the drain board below must stay in reach of a thumb. */
const shownAtFirst = 5;

type Late = Pick<
  Containment,
  'incidentRef' | 'lateCalls' | 'lateCallCount' | 'startedAfterCount' | 'landedAfterCount'
>;

/** Calls that came through in spite of the stop. Those that began after it come first: they are a breach. */
export function LateCallList({ containment }: { containment: Late }) {
  const [shown, setShown] = useState(shownAtFirst);
  const { incidentRef, lateCalls, lateCallCount, startedAfterCount, landedAfterCount } = containment;
  if (lateCallCount === 0) return null;
  const inOrder = [
    ...lateCalls.filter(({ how }) => how === 'started'),
    ...lateCalls.filter(({ how }) => how === 'landed'),
  ];
  const elsewhereCount = lateCallCount - lateCalls.length;
  return (
    <Section
      title="After the stop"
      note={[
        ...(startedAfterCount > 0 ? [`${startedAfterCount} started`] : []),
        ...(landedAfterCount > 0 ? [`${landedAfterCount} landed`] : []),
      ].join(', ')}
    >
      {startedAfterCount > 0 ? (
        <p className="pt-2 text-danger">
          Breach: {startedAfterCount === 1 ? 'a call' : `${startedAfterCount} calls`} started inside the stop.
          The likely reason stands with each.
        </p>
      ) : null}
      <RowList>
        {inOrder.slice(0, shown).map((call) => (
          <LateCallRow key={`${call.executionId} ${call.how}`} call={call} incidentRef={incidentRef} />
        ))}
      </RowList>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-2 empty:hidden">
        {inOrder.length > shown ? (
          <Button
            size="small"
            className="pointer-coarse:h-control-touch"
            onClick={() => setShown(inOrder.length)}
          >
            Show the other {inOrder.length - shown}
          </Button>
        ) : null}
        {elsewhereCount > 0 ? (
          <Link
            href={`/incidents/${incidentRef}`}
            className="inline-flex items-center text-accent hover:underline pointer-coarse:min-h-control-touch"
          >
            and {elsewhereCount} more in the timeline
          </Link>
        ) : null}
      </div>
    </Section>
  );
}
