import { RiskChip } from '@/components/executions/risk-chip';
import { IdText } from '@/components/ui/id-text';
import { TimeText } from '@/components/ui/time-text';
import { countOf } from '@/lib/containment/hold-words';
import { watchedReleaseStates } from '@/lib/release/release';
import type { Release } from '@/lib/release/release-schema';

/** What has started in the freed agents so far, newest first. */
export function ReleaseCalls({ release }: { release: Release }) {
  const { state, calls, callCount, callsAsOf } = release;
  if (!watchedReleaseStates.some((watched) => watched === state)) return null;
  return (
    <div className="grid gap-1 text-small">
      <p className="text-ink-2">
        {callCount === 0 ? 'No call has started since' : `${countOf(callCount, 'call')} started since`}
        {callsAsOf ? (
          <>
            , as known <TimeText at={callsAsOf} show="relative" />
          </>
        ) : (
          ', calls not read yet'
        )}
      </p>
      <ul aria-label="Calls since the release" className="grid gap-1">
        {calls.map(({ executionId, toolName, risk, agentName, status, startedAt }) => (
          <li key={executionId} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className="font-medium">{toolName ?? 'unknown tool'}</span>
            <RiskChip risk={risk} />
            <span className="text-ink-2">
              {agentName ?? 'an agent'}, {status}
            </span>
            <IdText
              value={executionId}
              label="execution"
              href={`/executions/${encodeURIComponent(executionId)}`}
            />
            {startedAt ? <TimeText at={startedAt} show="relative" className="ml-auto text-ink-3" /> : null}
          </li>
        ))}
      </ul>
      {callCount > calls.length ? <p className="text-ink-3">and {callCount - calls.length} earlier</p> : null}
    </div>
  );
}
