'use client';

import Link from 'next/link';
import { AgentStatusChip, HeldByLinks, LeaseChip, PauseChip } from '@/components/agents/agent-chips';
import { LeaseClock } from '@/components/agents/lease-clock';
import { agentHref } from '@/components/incidents/subject-href';
import { TimeText } from '@/components/ui/time-text';
import type { Agent } from '@/lib/agents/agent';

/** One agent: whether it lives, whether it is stopped and by whom, and what it has to do. */
export function AgentRow({ agent }: { agent: Agent }) {
  const { agentId, name, workspaces, inFlightCount, queuedCount, pendingApprovalCount } = agent;
  return (
    <div className="grid min-h-10 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 border-b py-1.5 hover:bg-fill/40 lg:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1.6fr)_5rem_5rem_6.5rem]">
      <Link href={agentHref(agentId)} className="min-w-0 truncate font-medium hover:underline">
        {name}
      </Link>
      <span className="min-w-0 truncate text-ink-2 text-small max-lg:order-3 max-lg:col-span-2">
        {workspaces.length === 0
          ? 'serves no workspace'
          : workspaces.map((workspace) => workspace.name ?? workspace.workspaceId).join(', ')}
      </span>
      <span className="flex min-w-0 flex-wrap gap-1.5 max-lg:order-4 max-lg:col-span-2">
        <AgentStatusChip agent={agent} isQuiet />
        {agent.lease === 'valid' ? null : <LeaseChip lease={agent.lease} />}
        <PauseChip agent={agent} />
        <HeldByLinks heldBy={agent.heldBy} />
      </span>
      <Load count={inFlightCount} label="in flight" />
      <Load count={queuedCount} label="queued" />
      <span className="text-right text-ink-3 text-small max-lg:order-2">
        {agent.lease === 'valid' && agent.goneAt === null ? (
          <>
            <span className="max-lg:hidden">lease </span>
            <LeaseClock agent={agent} />
          </>
        ) : agent.lastHeartbeatAt ? (
          <TimeText at={agent.lastHeartbeatAt} show="relative" />
        ) : (
          'never heard'
        )}
        <span className="lg:hidden">
          {' '}
          · {inFlightCount} in flight, {queuedCount + pendingApprovalCount} waiting
        </span>
      </span>
    </div>
  );
}

function Load({ count, label }: { count: number; label: string }) {
  return (
    <span className="text-right tabular-nums max-lg:hidden">
      <span className={count === 0 ? 'text-ink-3' : 'font-medium'}>{count}</span>{' '}
      <span className="text-ink-3 text-micro">{label}</span>
    </span>
  );
}
