'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { OpenCallTitle } from '@/components/executions/open-call-title';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Figure, Figures } from '@/components/ui/figure';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { AgentDetail } from '@/lib/agents/agent';

const CancelCallDialog = dynamic(
  () => import('@/components/executions/cancel-call-dialog').then((module) => module.CancelCallDialog),
  { ssr: false },
);

/** What the agent is doing, and what would start if it were let. */
export function AgentCalls({ agent, mayCancel }: { agent: AgentDetail; mayCancel: boolean }) {
  const { openCalls, inFlightCount, queuedCount, pendingApprovalCount } = agent;
  // Here and not in the row, which goes once its call has ended: what came of it is still to be read.
  const [cancelling, setCancelling] = useState<AgentDetail['openCalls'][number] | null>(null);
  return (
    <Section title="Open calls">
      <div className="py-2.5">
        <Figures>
          <Figure value={inFlightCount} label="in flight" tone={inFlightCount > 0 ? 'draining' : 'neutral'} />
          <Figure value={queuedCount} label="queued" />
          <Figure value={pendingApprovalCount} label="wait for approval" />
        </Figures>
      </div>
      {openCalls.length === 0 ? (
        <EmptyState mood="good" title="Nothing is running and nothing waits." />
      ) : (
        <RowList className="border-t">
          {openCalls.map((call) => (
            <Row
              key={call.invocationId}
              className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_9.5rem_8rem_auto]"
            >
              <OpenCallTitle call={call} place={call.workspaceName ?? call.workspaceId} />
              <ExecutionStatusChip status={call.status} />
              <span className="text-right text-ink-3 text-small max-lg:hidden">
                {call.createdAt ? <TimeText at={call.createdAt} show="relative" /> : null}
              </span>
              {mayCancel ? (
                <Button
                  size="small"
                  aria-label={`Cancel ${call.toolName ?? call.invocationId}`}
                  onClick={() => setCancelling(call)}
                >
                  Cancel…
                </Button>
              ) : null}
            </Row>
          ))}
        </RowList>
      )}
      {cancelling ? (
        <CancelCallDialog
          invocationId={cancelling.invocationId}
          toolName={cancelling.toolName}
          agentName={agent.name}
          onClose={() => setCancelling(null)}
        />
      ) : null}
    </Section>
  );
}
