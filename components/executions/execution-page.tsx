'use client';

import { useQuery } from '@tanstack/react-query';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { BranchesSection } from '@/components/executions/branches-section';
import { CancelCallButton } from '@/components/executions/cancel-call-button';
import { CancelCallProvider } from '@/components/executions/cancel-call-provider';
import { ExecutionActions } from '@/components/executions/execution-actions';
import { ExecutionFacts } from '@/components/executions/execution-facts';
import { ExecutionOutput } from '@/components/executions/execution-output';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { LookFurther } from '@/components/executions/look-further';
import { RiskChip } from '@/components/executions/risk-chip';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { SourceBanner } from '@/components/freshness/source-banner';
import { draftFromExecution } from '@/components/incidents/draft-from-execution';
import { stopFromExecution } from '@/components/incidents/stop-from-execution';
import { ActionBar } from '@/components/shell/action-bar';
import { PageHeader } from '@/components/shell/page-header';
import { Chip } from '@/components/ui/chip';
import { CodeBlock } from '@/components/ui/code-block';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { isOver } from '@/lib/executions/execution-status';
import { suspicionNames } from '@/lib/executions/looks-wrong';
import { executionDetail } from '@/lib/executions/queries';
import { visibleText } from '@/lib/visible-text';

/** One execution: what it did, who let it, what it printed, and where to look further. */
export function ExecutionPage({ executionId, mayAct }: { executionId: string; mayAct: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(executionDetail(executionId));
  if (data) {
    return (
      <CancelCallProvider>
        <Execution execution={data} mayAct={mayAct} />
      </CancelCallProvider>
    );
  }
  return (
    <>
      <PageHeader title={executionId} />
      <div className="px-gutter">
        {error ? (
          <ErrorState
            title="This execution cannot be shown"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={12} label="Loading the execution" />
        )}
      </div>
    </>
  );
}

function Execution({ execution, mayAct }: { execution: ExecutionDetail; mayAct: boolean }) {
  const { openDeclare, openStop } = useIncidentDialogs();
  const { toolName, executionId, target, error } = execution;
  // The verdict says it already.
  const suspicions = execution.suspicions.filter((suspicion) => suspicion !== 'without_approval');
  const { invocationId, agentName, status } = execution;
  const canCancel = mayAct && invocationId !== null && !isOver(status);
  const cancel = canCancel
    ? { invocationId, toolName, agentName, incidentRef: soleIncident(execution) }
    : null;
  const actions = {
    execution,
    ...(mayAct && {
      onDeclare: () => openDeclare(draftFromExecution(execution)),
      onStop: () => openStop(stopFromExecution(execution)),
    }),
  };
  return (
    <>
      <PageHeader
        title={visibleText(target ? `${toolName ?? executionId} ${target}` : (toolName ?? executionId))}
        status={
          <>
            <ExecutionStatusChip status={execution.status} />
            <RiskChip risk={execution.risk} />
            <VerdictChip verdict={execution.verdict} />
            {suspicions.map((suspicion) => (
              <Chip key={suspicion} tone="danger">
                {suspicionNames[suspicion]}
              </Chip>
            ))}
          </>
        }
        actions={
          <div className="flex gap-2 max-md:hidden">
            {cancel ? <CancelCallButton {...cancel} /> : null}
            <ExecutionActions {...actions} />
          </div>
        }
      />
      <SourceBanner sources={['executions']} className="mx-gutter mb-3" />
      <div className="grid gap-x-8 px-gutter pb-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          {error ? (
            <Section title="Error">
              <CodeBlock label="Error text" text={error} className="mt-2 border-danger-line" />
            </Section>
          ) : null}
          <Section title="Arguments">
            {execution.arguments === null ? (
              <p className="py-2 text-ink-3">XEM gave none.</p>
            ) : (
              <CodeBlock
                label="Arguments as JSON"
                className="mt-2"
                text={JSON.stringify(execution.arguments, null, 2)}
              />
            )}
          </Section>
          <ExecutionOutput execution={execution} />
          <BranchesSection execution={execution} />
          <LookFurther execution={execution} />
          <details className="mb-section">
            <summary className="cursor-pointer py-1 text-ink-3 text-small">The record as XEM gave it</summary>
            <CodeBlock label="Record" text={JSON.stringify(execution.raw, null, 2)} className="mt-2" />
          </details>
        </div>
        <ExecutionFacts execution={execution} />
      </div>
      {mayAct ? (
        <ActionBar>
          {cancel ? <CancelCallButton {...cancel} size="touch" /> : null}
          <ExecutionActions {...actions} size="touch" />
        </ActionBar>
      ) : null}
    </>
  );
}

/** Where only one open incident has it attached, the cancelling belongs to its log; the others hear of it anyway. */
function soleIncident({ incidents }: ExecutionDetail): string | undefined {
  const open = incidents.filter(({ phase }) => phase !== 'closed');
  return open.length === 1 ? open[0]?.incidentRef : undefined;
}
