'use client';

import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { RetryButton } from '@/components/containment/retry-button';
import { RiskChip } from '@/components/executions/risk-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { breachReasonWords } from '@/lib/containment/breach-reason';
import type { LateCall } from '@/lib/containment/containment';

/** One call that the stop did not prevent: what, by whom, why that could be, and what to do about it. */
export function LateCallRow({ call, incidentRef }: { call: LateCall; incidentRef: string }) {
  const { executionId, how, toolName, risk, status, agentName, happenedAt, landedAt, reason } = call;
  const isBreach = how === 'started';
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] items-start md:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <TimeText at={happenedAt} show="absolute" className="text-ink-3 text-small" />
      <span className="grid min-w-0 gap-1 max-md:col-span-2 max-md:row-start-2">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="wrap-anywhere font-medium">{toolName ?? 'unknown tool'}</span>
          <RiskChip risk={risk} />
          <span className="text-ink-2">on {agentName ?? 'an agent that XEM does not name'}</span>
          <span className="text-ink-3 text-small">{status}</span>
          {isBreach && landedAt !== null ? (
            <span className="text-ink-3 text-small">
              landed <TimeText at={landedAt} show="absolute" />
            </span>
          ) : null}
          <IdText
            value={executionId}
            label="execution"
            href={`/executions/${encodeURIComponent(executionId)}`}
          />
        </span>
        {reason === null ? null : (
          <span className="text-ink-2 text-small">Likely: {breachReasonWords[reason]}.</span>
        )}
        {isBreach ? <Answer call={call} incidentRef={incidentRef} /> : null}
      </span>
      <Chip tone="danger" glyph={isBreach ? 'diamond' : 'square'}>
        {isBreach ? 'started after stop' : 'landed after stop'}
      </Chip>
    </Row>
  );
}

/** Ask XEM again about an agent that is held; hold one that is not. */
function Answer({ call, incidentRef }: { call: LateCall; incidentRef: string }) {
  const { openStop } = useIncidentDialogs();
  const { mayWrite } = useIncidentHere();
  const { holdId, scopeId, agentId, agentName, workspaceId } = call;
  if (!mayWrite) return null;
  if (holdId !== null && scopeId !== null) {
    return (
      <span>
        <RetryButton incidentRef={incidentRef} holdId={holdId} scopeId={scopeId}>
          Pause again
        </RetryButton>
      </span>
    );
  }
  if (agentId === null) return null;
  return (
    <span>
      <Button
        size="small"
        className="pointer-coarse:h-control-touch"
        onClick={() => openStop({ incidentRef, places: [{ agentId, agentName, workspaceId }] })}
      >
        Hold {agentName ?? agentId} too…
      </Button>
    </span>
  );
}
