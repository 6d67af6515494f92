'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ApprovalActions } from '@/components/approvals/approval-actions';
import { ApprovalExpiry } from '@/components/approvals/approval-expiry';
import { ApprovalStatusChip, GoneChip } from '@/components/approvals/approval-status-chip';
import { DecideProvider } from '@/components/approvals/decide-provider';
import { LockChip } from '@/components/approvals/lock-chip';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { RiskChip } from '@/components/executions/risk-chip';
import { SourceBanner } from '@/components/freshness/source-banner';
import { stopFromApproval } from '@/components/incidents/stop-from-approval';
import { agentHref } from '@/components/incidents/subject-href';
import { ActionBar } from '@/components/shell/action-bar';
import { PageHeader } from '@/components/shell/page-header';
import { Button, type ButtonProps } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { ErrorState } from '@/components/ui/error-state';
import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import type { ApprovalDetail } from '@/lib/approvals/endpoints';
import { approvalDetail } from '@/lib/approvals/queries';
import { visibleText } from '@/lib/visible-text';

type ApprovalPageProps = { approvalId: string; mayDecide: boolean; mayOverride: boolean };

/** One approval: what it would let through, how long it waits, and what was decided and why. */
export function ApprovalPage({ approvalId, mayDecide, mayOverride }: ApprovalPageProps) {
  const { data, error, refetch, isFetching } = useQuery(approvalDetail(approvalId));
  if (data) {
    return (
      <DecideProvider mayOverride={mayOverride}>
        <ApprovalView approval={data} mayDecide={mayDecide} />
      </DecideProvider>
    );
  }
  return (
    <>
      <PageHeader title="Approval" />
      <div className="px-gutter">
        {error ? (
          <ErrorState
            title="This approval cannot be shown"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading the approval" />
        )}
      </div>
    </>
  );
}

function ApprovalView({ approval, mayDecide }: { approval: ApprovalDetail; mayDecide: boolean }) {
  const { openStop } = useIncidentDialogs();
  const { toolName, target, isOpen, decisions, executions, incidentRefs, agentId } = approval;
  const canAct = isOpen && mayDecide;
  const stop = () => openStop(stopFromApproval(approval));
  return (
    <>
      <PageHeader
        title={
          <>
            {visibleText(toolName ?? 'Unknown tool')} {target ? <bdi>{target}</bdi> : null}
          </>
        }
        status={
          <>
            {approval.goneAt === null ? <ApprovalStatusChip status={approval.status} /> : <GoneChip />}
            <RiskChip risk={approval.risk} />
            <LockChip lockedBy={approval.lockedBy} />
          </>
        }
        actions={
          mayDecide ? (
            <div className="flex gap-2 max-md:hidden">
              {canAct ? <ApprovalActions approval={approval} /> : null}
              <StopNow onStop={stop} />
            </div>
          ) : undefined
        }
        {...(isOpen && !mayDecide && { detail: 'You can read this. Deciding needs the role Responder.' })}
      />
      <SourceBanner sources={['approvals']} className="mx-gutter mb-3" />
      <div className="grid gap-x-8 px-gutter pb-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Section title="Arguments">
            {approval.arguments === null ? (
              <p className="py-2 text-ink-3">XEM gave none.</p>
            ) : (
              <CodeBlock
                label="Arguments as JSON"
                className="mt-2"
                text={JSON.stringify(approval.arguments, null, 2)}
              />
            )}
          </Section>
          <Section title="Decided in Holdfast" note={decisions.length > 0 ? decisions.length : undefined}>
            {decisions.length === 0 ? (
              <p className="py-2 text-ink-3">Nobody has decided it here.</p>
            ) : (
              <ul>
                {decisions.map(
                  ({ decisionId, decision, reason, overrideReason, outcome, decidedByName, decidedAt }) => (
                    <li key={decisionId} className="border-b py-row">
                      <span className="font-medium">{decision}</span> by {decidedByName}{' '}
                      <TimeText at={decidedAt} className="text-ink-3" />
                      <span className="text-ink-3"> · {outcome.replaceAll('_', ' ')}</span>
                      <p className="wrap-anywhere text-ink-2">{reason}</p>
                      {overrideReason ? (
                        <p className="wrap-anywhere text-danger">In spite of the hold: {overrideReason}</p>
                      ) : null}
                    </li>
                  ),
                )}
              </ul>
            )}
          </Section>
        </div>
        <Section title="Facts">
          <KeyValueList className="pt-2">
            <KeyValue label="Approval">
              <IdText value={approval.approvalId} label="approval" />
            </KeyValue>
            <KeyValue label="Workspace">
              {approval.workspaceName ?? approval.workspaceId ?? 'unknown'}
            </KeyValue>
            <KeyValue label="Agent">
              {agentId ? (
                <Link href={agentHref(agentId)} className="hover:underline">
                  {approval.agentName ?? agentId}
                </Link>
              ) : (
                'any that serves the workspace'
              )}
            </KeyValue>
            <KeyValue label="Asked by">{approval.requestedBy ?? 'unknown'}</KeyValue>
            <KeyValue label="Asked for">
              {approval.createdAt ? <TimeText at={approval.createdAt} /> : 'unknown'}
            </KeyValue>
            {isOpen ? (
              <KeyValue label="Time left">
                <ApprovalExpiry approval={approval} />
                {approval.isExpiryEstimated ? (
                  <span className="pl-1 text-ink-3">by the default policy</span>
                ) : null}
              </KeyValue>
            ) : (
              <KeyValue label="Decided">
                {approval.resolvedAt ? <TimeText at={approval.resolvedAt} /> : 'unknown'}{' '}
                {approval.resolvedBy ? `by ${approval.resolvedBy}` : ''}
              </KeyValue>
            )}
            {executions.map(({ executionId, status }) => (
              <KeyValue key={executionId} label="Execution">
                <IdText
                  value={executionId}
                  label="execution"
                  href={`/executions/${encodeURIComponent(executionId)}`}
                />{' '}
                <span className="pl-5 text-ink-3">{status}</span>
              </KeyValue>
            ))}
            {incidentRefs.map((incidentRef) => (
              <KeyValue key={incidentRef} label="Incident">
                <Link href={`/incidents/${incidentRef}`} className="font-mono text-small hover:underline">
                  {incidentRef}
                </Link>
              </KeyValue>
            ))}
          </KeyValueList>
        </Section>
      </div>
      {mayDecide ? (
        <ActionBar>
          {canAct ? <ApprovalActions approval={approval} size="touch" /> : null}
          <StopNow onStop={stop} size="touch" />
        </ActionBar>
      ) : null}
    </>
  );
}

function StopNow({ onStop, size }: { onStop: () => void } & Pick<ButtonProps, 'size'>) {
  return (
    <Button variant="danger" size={size} onClick={onStop}>
      <StatusGlyph glyph="square" className="size-2.5" />
      Stop now
    </Button>
  );
}
