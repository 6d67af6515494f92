import Link from 'next/link';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { OpenCallTitle } from '@/components/executions/open-call-title';
import { RiskChip } from '@/components/executions/risk-chip';
import { EmptyState } from '@/components/ui/empty-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { WorkspaceDetail } from '@/lib/workspaces/workspace';

/** What runs or waits in the workspace, what runs first, and the way to what has run. */
export function WorkspaceCalls({ workspace }: { workspace: WorkspaceDetail }) {
  const { workspaceId, openCalls, inFlightCount, waitingCount } = workspace;
  const hiddenCount = inFlightCount + waitingCount - openCalls.length;
  return (
    <Section
      title="Open calls"
      note={
        <Link
          href={`/executions?workspace=${encodeURIComponent(workspaceId)}&window=7d`}
          className="text-accent hover:underline"
        >
          Executions here
        </Link>
      }
    >
      {openCalls.length === 0 ? (
        <EmptyState mood="good" title="Nothing is running and nothing waits." />
      ) : (
        <RowList>
          {openCalls.map((call) => (
            <Row
              key={call.invocationId}
              className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_9.5rem_8rem_8rem]"
            >
              <OpenCallTitle call={call} place={call.agentName ?? call.agentId} />
              <ExecutionStatusChip status={call.status} />
              <RiskChip risk={call.risk} isQuiet />
              <span className="text-right text-ink-3 text-small">
                {call.createdAt ? <TimeText at={call.createdAt} show="relative" /> : null}
              </span>
            </Row>
          ))}
        </RowList>
      )}
      {hiddenCount > 0 ? <p className="py-2 text-ink-3 text-small">and {hiddenCount} more</p> : null}
    </Section>
  );
}
