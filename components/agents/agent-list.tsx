'use client';

import { useRouter } from 'next/navigation';
import { AgentRow } from '@/components/agents/agent-row';
import { agentHref } from '@/components/incidents/subject-href';
import { cn } from '@/components/ui/cn';
import { ListFoot, type ListFootProps } from '@/components/ui/list-foot';
import { VirtualList } from '@/components/ui/virtual-list';
import type { Agent } from '@/lib/agents/agent';

type AgentListProps = ListFootProps & {
  agents: Agent[];
  /** Of the whole fleet, where nothing narrows it. */
  total: number | undefined;
  /** Of the filter before; the new ones are on their way. */
  isOld: boolean;
};

const rowHeight = 41;

/** Thousands of agents scroll like a few: only the rows in view are in the page, and the rest comes as it is reached. */
export function AgentList({ agents, total, isOld, ...foot }: AgentListProps) {
  const router = useRouter();
  const shown = `${agents.length}${total !== undefined && total > agents.length ? ` of ${total}` : ''}`;
  return (
    <div className={cn('flex min-h-72 flex-1 flex-col px-gutter', isOld && 'opacity-60')} aria-busy={isOld}>
      <VirtualList
        label="Agents"
        items={agents}
        getKey={({ agentId }) => agentId}
        estimateHeight={rowHeight}
        className="flex-1"
        onOpen={({ agentId }) => router.push(agentHref(agentId))}
        onEndReached={foot.onLoadMore}
        renderItem={(agent) => <AgentRow agent={agent} />}
      />
      <ListFoot
        {...foot}
        soFar={`${shown} agents`}
        whole={`${agents.length} ${agents.length === 1 ? 'agent' : 'agents'}, all that match`}
      />
    </div>
  );
}
