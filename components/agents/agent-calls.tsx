'use client';

import { CancelCallButton } from '@/components/executions/cancel-call-button';
import { CancelCallProvider } from '@/components/executions/cancel-call-provider';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { OpenCallTitle } from '@/components/executions/open-call-title';
import { EmptyState } from '@/components/ui/empty-state';
import { Figure, Figures } from '@/components/ui/figure';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { AgentDetail } from '@/lib/agents/agent';

/** What the agent is doing, and what would start if it were let. */
export function AgentCalls({ agent, mayCancel }: { agent: AgentDetail; mayCancel: boolean }) {
  const { openCalls, inFlightCount, queuedCount, pendingApprovalCount } = agent;
  const hiddenCount = inFlightCount + queuedCount + pendingApprovalCount - openCalls.length;
  return (
    <CancelCallProvider>
      <Section title="Open calls">
        <div className="py-2.5">
          <Figures>
            <Figure
              value={inFlightCount}
              label="in flight"
              tone={inFlightCount > 0 ? 'draining' : 'neutral'}
            />
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
                  <span>
                    <CancelCallButton
                      size="small"
                      invocationId={call.invocationId}
                      toolName={call.toolName}
                      agentName={agent.name}
                    />
                  </span>
                ) : null}
              </Row>
            ))}
          </RowList>
        )}
        {hiddenCount > 0 ? <p className="py-2 text-ink-3 text-small">and {hiddenCount} more</p> : null}
      </Section>
    </CancelCallProvider>
  );
}
