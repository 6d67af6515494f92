'use client';

import { useQuery } from '@tanstack/react-query';
import { ChatBranchRows } from '@/components/chats/chat-branch-rows';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { incidentBranches } from '@/lib/chats/queries';
import { isAppError } from '@/lib/errors';

/** The branches of the incident's chats, the ones that the router forked by itself marked. */
export function BranchList({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(incidentBranches(incidentRef));
  if (!data && error) {
    return (
      <ErrorState
        className="mt-2"
        title="The branches could not be read."
        detail={isAppError(error) ? error.userMessage : undefined}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  if (!data) return <SkeletonRows rows={2} label="Reading the branches from XEM" />;
  if (data.data.length === 0) {
    return (
      <EmptyState
        title="The incident names no chat."
        detail="Attach a chat, or an execution that came from one, to see its branches."
      />
    );
  }
  return (
    <div className="mt-2 grid gap-3">
      {data.data.map((chat) => (
        <ChatBranchRows key={chat.chatId} chat={chat} />
      ))}
      <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-small">
        <span>
          Read from XEM <TimeText at={data.readAt} show="relative" />
        </span>
        <Button variant="ghost" size="small" isBusy={isFetching} onClick={() => void refetch()}>
          {isFetching ? 'Reading…' : 'Read again'}
        </Button>
      </p>
    </div>
  );
}
