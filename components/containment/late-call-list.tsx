'use client';

import { useState } from 'react';
import { LateCallRow } from '@/components/containment/late-call-row';
import { Button } from '@/components/ui/button';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import type { LateCall } from '@/lib/containment/containment';

/** The newest say what to do; the drain board below must stay in reach of a thumb. */
const shownAtFirst = 5;
const step = 60;

/** Calls that came through in spite of the stop. Those that began after it come first: they are a breach. */
export function LateCallList({ calls, incidentRef }: { calls: LateCall[]; incidentRef: string }) {
  const [shown, setShown] = useState(shownAtFirst);
  if (calls.length === 0) return null;
  const breaches = calls.filter(({ how }) => how === 'started');
  const landed = calls.filter(({ how }) => how === 'landed');
  const inOrder = [...breaches, ...landed];
  return (
    <Section
      title="After the stop"
      note={[
        ...(breaches.length > 0 ? [`${breaches.length} started`] : []),
        ...(landed.length > 0 ? [`${landed.length} landed`] : []),
      ].join(', ')}
    >
      {breaches.length > 0 ? (
        <p className="pt-2 text-danger">
          Breach: {breaches.length === 1 ? 'a call' : `${breaches.length} calls`} started inside the stop. The
          likely reason stands with each.
        </p>
      ) : null}
      <RowList>
        {inOrder.slice(0, shown).map((call) => (
          <LateCallRow key={`${call.executionId} ${call.how}`} call={call} incidentRef={incidentRef} />
        ))}
      </RowList>
      {inOrder.length > shown ? (
        <Button
          size="small"
          className="mt-2 pointer-coarse:h-control-touch"
          onClick={() => setShown(shown + step)}
        >
          Show more of the other {inOrder.length - shown}
        </Button>
      ) : null}
    </Section>
  );
}
