'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { AgentActions } from '@/components/agents/agent-actions';
import { AgentCalls } from '@/components/agents/agent-calls';
import { AgentStatusChip, HeldByLinks, LeaseChip, PauseChip } from '@/components/agents/agent-chips';
import { AgentEvents } from '@/components/agents/agent-events';
import { AgentFacts } from '@/components/agents/agent-facts';
import { AgentHolds } from '@/components/agents/agent-holds';
import { AgentManifest } from '@/components/agents/agent-manifest';
import { DangerZone } from '@/components/agents/danger-zone';
import { LeaseClock } from '@/components/agents/lease-clock';
import { RecentExecutions } from '@/components/agents/recent-executions';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { SourceBanner } from '@/components/freshness/source-banner';
import { ActionBar } from '@/components/shell/action-bar';
import { PageHeader } from '@/components/shell/page-header';
import { CodeBlock } from '@/components/ui/code-block';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { AgentDetail } from '@/lib/agents/agent';
import { agentDetail } from '@/lib/agents/queries';
import { hasRole, type Role } from '@/lib/auth/role';

const OutsidePauses = dynamic(() =>
  import('@/components/containment/outside-pauses').then((module) => module.OutsidePauses),
);

/** One agent: is it alive, is it stopped, what is it doing, what has it done. */
export function AgentPage({ agentId, role }: { agentId: string; role: Role }) {
  const { data, error, refetch, isFetching } = useQuery(agentDetail(agentId));
  if (data) return <AgentView agent={data} role={role} />;
  return (
    <>
      <PageHeader title={agentId} />
      <div className="px-gutter">
        {error ? (
          <ErrorState
            title="This agent cannot be shown"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={12} label="Loading the agent" />
        )}
      </div>
    </>
  );
}

function AgentView({ agent, role }: { agent: AgentDetail; role: Role }) {
  const { openDeclare, openStop } = useIncidentDialogs();
  const subject = { kind: 'agent', subjectId: agent.agentId } as const;
  const mayStop = hasRole(role, 'responder');
  const actions = {
    agent,
    onDeclare: () => openDeclare({ subjects: [subject] }),
    onStop: () =>
      openStop({
        declare: { title: `${agent.name} stopped`, subject },
        places: [{ agentId: agent.agentId, agentName: agent.name, workspaceId: null }],
        rung: 'agent',
      }),
  };
  return (
    <>
      <PageHeader
        title={agent.name}
        status={
          <>
            <AgentStatusChip agent={agent} />
            <LeaseChip lease={agent.lease} />
            <LeaseClock agent={agent} />
            <PauseChip agent={agent} />
            <HeldByLinks heldBy={agent.heldBy} />
          </>
        }
        actions={
          mayStop ? (
            <div className="flex gap-2 max-md:hidden">
              <AgentActions {...actions} />
            </div>
          ) : null
        }
      />
      <SourceBanner sources={['agents', 'agent_events']} className="mx-gutter mb-3" />
      <div className="grid gap-x-8 px-gutter pb-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <OutsidePauses
            of={{ agentId: agent.agentId }}
            mayWrite={mayStop}
            mayCommand={hasRole(role, 'commander')}
          />
          <AgentCalls agent={agent} mayCancel={mayStop} />
          <RecentExecutions agentId={agent.agentId} />
        </div>
        <div className="min-w-0">
          <AgentHolds holds={agent.holds} />
          <AgentFacts agent={agent} />
          <AgentManifest agentId={agent.agentId} />
          <AgentEvents agentId={agent.agentId} />
          <details className="mb-section">
            <summary className="cursor-pointer py-1 text-ink-3 text-small">The record as XEM gave it</summary>
            <CodeBlock label="Record" text={JSON.stringify(agent.raw, null, 2)} className="mt-2" />
          </details>
        </div>
        {/* Last at every width: nobody should come past it on the way to something harmless. */}
        <div className="min-w-0">
          <DangerZone agent={agent} role={role} />
        </div>
      </div>
      {mayStop ? (
        <ActionBar>
          <AgentActions {...actions} size="touch" />
        </ActionBar>
      ) : null}
    </>
  );
}
