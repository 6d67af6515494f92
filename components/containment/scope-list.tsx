'use client';

import { useState } from 'react';
import { ScopeRow } from '@/components/containment/scope-row';
import { Button } from '@/components/ui/button';
import type { HeldScope } from '@/lib/containment/containment';
import { countOf } from '@/lib/containment/hold-words';
import { hasFailed, isStopped } from '@/lib/containment/summarise-containment';

/** As many as anybody reads at once; a stop may mean thousands. */
const step = 30;

export type ScopeListProps = {
  scopes: HeldScope[];
  incidentRef: string;
  /** Whoever may stop may ask XEM again. */
  mayRetry: boolean;
  /** The calls of these scopes stand on the drain board above. */
  hasCallsElsewhere?: boolean;
};

/** Scopes with those first that need somebody: in trouble, then not there yet, then those that still drain. */
export function ScopeList({ scopes, hasCallsElsewhere = false, ...rest }: ScopeListProps) {
  const [shown, setShown] = useState(step);
  const inOrder = scopes.toSorted((one, other) => urgencyOf(other) - urgencyOf(one));
  const hiddenCount = Math.max(0, scopes.length - shown);
  return (
    <>
      <ul>
        {inOrder.slice(0, shown).map((scope) => (
          <ScopeRow key={scope.scopeId} scope={scope} hasCallsElsewhere={hasCallsElsewhere} {...rest} />
        ))}
      </ul>
      {hiddenCount > 0 ? (
        <p className="flex flex-wrap items-center gap-3 pt-2 text-ink-2 text-small">
          {countOf(hiddenCount, 'more scope')}, all of them calmer than these.
          <Button
            size="small"
            className="pointer-coarse:h-control-touch"
            onClick={() => setShown(shown + step * 4)}
          >
            Show more
          </Button>
        </p>
      ) : null}
    </>
  );
}

function urgencyOf(scope: HeldScope): number {
  if (hasFailed(scope)) return 3;
  if (!isStopped(scope)) return 2;
  return scope.inFlightCount > 0 ? 1 : 0;
}
