'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { ApprovalStatusChip } from '@/components/approvals/approval-status-chip';
import { callDuration } from '@/components/executions/call-duration';
import { CallFacts } from '@/components/executions/call-facts';
import { SeverityChip } from '@/components/incidents/severity-chip';
import { agentHref } from '@/components/incidents/subject-href';
import { Elapsed } from '@/components/ui/clocks';
import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { isOver } from '@/lib/executions/execution-status';

/** The facts beside the output: ids, times, where and by whom, the approval and the incidents. */
export function ExecutionFacts({ execution }: { execution: ExecutionDetail }) {
  const { agentId, agent, workspaceId, workspaceName, chatId, requestedBy, incidents } = execution;
  return (
    <div className="min-w-0">
      <Section title="Facts">
        <KeyValueList className="pt-2">
          <KeyValue label="Execution">
            <IdText value={execution.executionId} label="execution" />
          </KeyValue>
          <KeyValue label="Workspace">
            {workspaceId ? (
              <Link
                href={`/executions?workspace=${encodeURIComponent(workspaceId)}`}
                className="hover:underline"
              >
                {workspaceName ?? workspaceId}
              </Link>
            ) : (
              unknown
            )}
          </KeyValue>
          <KeyValue label="Agent">
            {agentId ? (
              <Link href={agentHref(agentId)} className="hover:underline">
                {agent?.name ?? agentId}
              </Link>
            ) : (
              unknown
            )}
            {agent ? <span className="text-ink-3"> {agent.status}</span> : null}
          </KeyValue>
          <KeyValue label="Asked by">
            {requestedBy ? (
              <Link
                href={`/executions?actor=${encodeURIComponent(requestedBy)}&window=7d`}
                className="hover:underline"
              >
                {requestedBy}
              </Link>
            ) : (
              unknown
            )}
          </KeyValue>
          <KeyValue label="Chat">
            {chatId ? (
              <Link
                href={`/executions?chat=${encodeURIComponent(chatId)}&window=90d`}
                className="hover:underline"
              >
                {chatId}
              </Link>
            ) : (
              none
            )}
          </KeyValue>
          {execution.branchId ? (
            <KeyValue label="Branch">
              <IdText value={execution.branchId} label="branch" />
            </KeyValue>
          ) : null}
          <KeyValue label="Exit code">{execution.exitCode ?? none}</KeyValue>
          <KeyValue label="Started">{timeOr(execution.startedAt)}</KeyValue>
          <KeyValue label="Ended">{timeOr(execution.completedAt)}</KeyValue>
          <KeyValue label="Took">{durationOf(execution)}</KeyValue>
          <KeyValue label="Last read">
            <TimeText at={execution.observedAt} />
          </KeyValue>
        </KeyValueList>
      </Section>
      <CallFacts execution={execution} />
      <ApprovalFacts execution={execution} />
      <Section title="Incidents" note={incidents.length > 0 ? incidents.length : undefined}>
        {incidents.length === 0 ? (
          <p className="py-2 text-ink-3">No incident has it attached.</p>
        ) : (
          <ul className="grid gap-1.5 pt-2">
            {incidents.map(({ incidentRef, title, severity }) => (
              <li key={incidentRef} className="flex min-w-0 flex-wrap items-center gap-2">
                <SeverityChip severity={severity} />
                <Link href={`/incidents/${incidentRef}`} className="min-w-0 hover:underline">
                  <span className="font-mono text-small">{incidentRef}</span> {title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

function ApprovalFacts({ execution }: { execution: ExecutionDetail }) {
  const { approval, approvalId, decisions } = execution;
  return (
    <Section title="Approval">
      {approval ? (
        <KeyValueList className="pt-2">
          <KeyValue label="Approval">
            <IdText
              value={approval.approvalId}
              label="approval"
              href={`/approvals/${encodeURIComponent(approval.approvalId)}`}
            />
          </KeyValue>
          <KeyValue label="Status">
            <ApprovalStatusChip status={approval.status} />
          </KeyValue>
          <KeyValue label="Asked for">{timeOr(approval.createdAt)}</KeyValue>
          <KeyValue label="Decided">{timeOr(approval.resolvedAt)}</KeyValue>
          <KeyValue label="By">{approval.resolvedBy ?? none}</KeyValue>
          {decisions.map(({ decisionId, reason, decidedByName }) => (
            <KeyValue key={decisionId} label="Reason">
              {reason} <span className="text-ink-3">{decidedByName}, in Holdfast</span>
            </KeyValue>
          ))}
        </KeyValueList>
      ) : (
        <p className="py-2 text-ink-3">
          {approvalId ? `Approval ${approvalId} has not been read yet.` : 'No approval belongs to it.'}
        </p>
      )}
    </Section>
  );
}

const unknown = <span className="text-ink-3">unknown</span>;
const none = <span className="text-ink-3">none</span>;

function timeOr(at: string | null): ReactNode {
  return at === null ? none : <TimeText at={at} />;
}

function durationOf({ durationMs, startedAt, status }: ExecutionDetail): ReactNode {
  if (durationMs !== null) return callDuration(durationMs);
  if (startedAt === null || isOver(status)) return unknown;
  return <Elapsed since={startedAt} label="running for" />;
}
