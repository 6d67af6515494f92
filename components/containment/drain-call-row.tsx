import { CancelCallButton } from '@/components/executions/cancel-call-button';
import { RiskChip } from '@/components/executions/risk-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Chip } from '@/components/ui/chip';
import { Countdown, Elapsed } from '@/components/ui/clocks';
import { IdText } from '@/components/ui/id-text';
import type { DrainCall } from '@/lib/containment/drain';

type Props = { call: DrainCall; agentName: string | null; incidentRef: string };

/** One open call: what it is, how old, how long it may still run, and a way to cancel it. */
export function DrainCallRow({ call, agentName, incidentRef }: Props) {
  const { mayWrite } = useIncidentHere();
  const { executionId, invocationId, toolName, risk, stage, status, since } = call;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t py-1.5 first:border-t-0">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="wrap-anywhere font-medium">{toolName ?? 'unknown tool'}</span>
        <RiskChip risk={risk} />
        {executionId !== null ? (
          <IdText
            value={executionId}
            label="execution"
            href={`/executions/${encodeURIComponent(executionId)}`}
          />
        ) : invocationId !== null ? (
          <IdText value={invocationId} label="invocation" />
        ) : null}
        <span className="text-ink-3 text-small">{status}</span>
        {since === null ? (
          <span className="text-ink-3 text-small">age unknown</span>
        ) : (
          <span className="text-ink-2 text-small">
            <Elapsed since={since} label={stage === 'queued' ? 'queued for' : 'running for'} />
          </span>
        )}
        <TimeOut call={call} />
      </span>
      {invocationId === null || !mayWrite ? null : (
        <span className="pointer-coarse:[&_button]:h-control-touch">
          <CancelCallButton
            size="small"
            invocationId={invocationId}
            toolName={toolName}
            agentName={agentName}
            incidentRef={incidentRef}
          />
        </span>
      )}
    </li>
  );
}

function TimeOut({ call: { timesOutAt, isPastTimeout, isTimeoutEstimated } }: { call: DrainCall }) {
  if (timesOutAt === null) return null;
  if (isPastTimeout) {
    return (
      <Chip tone="danger" glyph="clock">
        {isTimeoutEstimated ? 'runs very long' : 'past its time-out'}
      </Chip>
    );
  }
  return (
    <span className="text-ink-3 text-small">
      limit in{' '}
      <Countdown
        until={timesOutAt}
        label={isTimeoutEstimated ? 'usual limit; its tool names none' : 'time-out'}
        overText="passed"
        urgentBelowSeconds={10}
        isEstimate={isTimeoutEstimated}
      />
    </span>
  );
}
