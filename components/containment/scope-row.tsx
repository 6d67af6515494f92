import dynamic from 'next/dynamic';
import { ScopeStatusChip } from '@/components/containment/scope-status-chip';
import { ScopeTrouble } from '@/components/containment/scope-trouble';
import { IdText } from '@/components/ui/id-text';
import type { HeldScope } from '@/lib/containment/containment';
import { placeText } from '@/lib/containment/hold-words';

/** What is only to be read comes beside the page; the server draws it, and a place is kept for it. */
const ScopeSteps = dynamic(
  () => import('@/components/containment/scope-steps').then((module) => module.ScopeSteps),
  { loading: () => <span /> },
);
const CallList = dynamic(() =>
  import('@/components/containment/call-list').then((module) => module.CallList),
);

type ScopeRowProps = {
  scope: HeldScope;
  incidentRef: string;
  mayRetry: boolean;
  hasCallsElsewhere: boolean;
};

/** One agent scope in full: how far it is, what still runs, and what is wrong. */
export function ScopeRow({ scope, incidentRef, mayRetry, hasCallsElsewhere }: ScopeRowProps) {
  const { agentId, agentName, inFlight, inFlightCount, queuedCount, alsoHeldBy } = scope;
  return (
    <li className="grid gap-1.5 border-b py-2.5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{agentName}</span>
        {agentName === agentId ? null : <IdText value={agentId} label="agent" className="text-ink-3" />}
        <span className="text-ink-2">· {placeText(scope)}</span>
        <span className="ml-auto">
          <ScopeStatusChip scope={scope} />
        </span>
      </div>
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-1">
        <ScopeSteps scope={scope} />
        <span className="text-ink-2 text-small tabular-nums">
          {inFlightCount} in flight, {queuedCount} queued
          {alsoHeldBy.length > 0 ? `, also held by ${alsoHeldBy.join(', ')}` : ''}
        </span>
      </div>
      {hasCallsElsewhere ? null : <CallList calls={inFlight} totalCount={inFlightCount} />}
      <ScopeTrouble scope={scope} incidentRef={incidentRef} mayRetry={mayRetry} />
    </li>
  );
}
