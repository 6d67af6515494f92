'use client';

import { RetryButton } from '@/components/containment/retry-button';
import { Countdown } from '@/components/ui/clocks';
import { CopyBlock } from '@/components/ui/copy-block';
import { IdText } from '@/components/ui/id-text';
import type { HeldScope } from '@/lib/containment/containment';
import { hasFailed } from '@/lib/containment/summarise-containment';

type ScopeTroubleProps = { scope: HeldScope; incidentRef: string; mayRetry: boolean };

/** What went wrong with one scope, when it is tried again, and what a person can do: retry, or type it themselves. */
export function ScopeTrouble({ scope, incidentRef, mayRetry }: ScopeTroubleProps) {
  if (!hasFailed(scope)) return null;
  const { error, nextAttemptAt, progress, holdIds, scopeId } = scope;
  const [holdId] = holdIds;
  return (
    <div className="grid gap-1.5 border-danger border-l-2 pl-2.5">
      <p className="text-danger">
        {progress === 'drifted'
          ? 'Somebody resumed it outside Holdfast. Nothing is done about it until a person says so.'
          : (error?.message ?? 'XEM has not followed.')}
        {error?.xemRequestId ? (
          <span className="text-ink-2 text-small">
            {' '}
            Request <IdText value={error.xemRequestId} label="XEM request id" />
          </span>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small">
        {holdId === undefined || !mayRetry ? null : (
          <RetryButton incidentRef={incidentRef} holdId={holdId} scopeId={scopeId}>
            {progress === 'drifted' ? 'Pause again' : 'Retry now'}
          </RetryButton>
        )}
        {nextAttemptAt === null ? null : (
          <span className="text-ink-2">
            tried again in{' '}
            <Countdown until={nextAttemptAt} label="next try" urgentBelowSeconds={0} overText="a moment" />
          </span>
        )}
      </div>
      <CopyBlock text={scope.manualCommand} label="the command for this agent" />
    </div>
  );
}
