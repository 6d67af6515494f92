'use client';

import { useRouter } from 'next/navigation';
import { AgentRow } from '@/components/agents/agent-row';
import { agentHref } from '@/components/incidents/subject-href';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { VirtualList } from '@/components/ui/virtual-list';
import type { Agent } from '@/lib/agents/agent';

type AgentListProps = {
  agents: Agent[];
  /** Of the whole fleet, where nothing narrows it. */
  total: number | undefined;
  /** Of the filter before; the new ones are on their way. */
  isOld: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  hasFailed: boolean;
  onLoadMore: () => void;
};

const rowHeight = 41;

/** Thousands of agents scroll like a few: only the rows in view are in the page, and the rest comes as it is reached. */
export function AgentList(props: AgentListProps) {
  const { agents, total, isOld, hasMore, isLoadingMore, hasFailed, onLoadMore } = props;
  const router = useRouter();
  const shown = `${agents.length}${total !== undefined && total > agents.length ? ` of ${total}` : ''}`;
  return (
    <div className={cn('flex min-h-0 flex-1 flex-col px-gutter', isOld && 'opacity-60')} aria-busy={isOld}>
      <VirtualList
        label="Agents"
        items={agents}
        getKey={({ agentId }) => agentId}
        estimateHeight={rowHeight}
        className="flex-1"
        onOpen={({ agentId }) => router.push(agentHref(agentId))}
        onEndReached={onLoadMore}
        renderItem={(agent) => <AgentRow agent={agent} />}
      />
      <p role="status" className="flex min-h-8 items-center gap-3 py-1 text-ink-3 text-small">
        {isLoadingMore ? 'Loading more…' : null}
        {hasFailed ? (
          <>
            <span className="text-danger">More could not be read.</span>
            <Button size="small" onClick={onLoadMore}>
              Try again
            </Button>
          </>
        ) : null}
        {isLoadingMore || hasFailed
          ? null
          : hasMore
            ? `${shown} agents`
            : `${agents.length} agents, all that match`}
        {hasMore && !isLoadingMore && !hasFailed ? (
          <Button size="small" variant="ghost" onClick={onLoadMore}>
            Load more
          </Button>
        ) : null}
      </p>
    </div>
  );
}
