'use client';

import { useQuery } from '@tanstack/react-query';
import { ChatBranchRows } from '@/components/chats/chat-branch-rows';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { executionBranches } from '@/lib/chats/queries';

type CallBranchesProps = { executionId: string; branchId: string | null };

/** The branches of a call's chat, with the one it ran in and the fork from before it. */
export function CallBranches({ executionId, branchId }: CallBranchesProps) {
  const { data, error, refetch, isFetching } = useQuery(executionBranches(executionId));
  if (!data) {
    return error ? (
      <ErrorState
        className="mt-2"
        title="The branches cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <SkeletonRows rows={2} label="Reading the branches from XEM" />
    );
  }
  if (data.chat === null) return <p className="py-2 text-ink-3">The call came from no chat.</p>;
  const marks = new Map<string, string>();
  if (branchId !== null) marks.set(branchId, 'This call ran here.');
  if (data.forkBeforeId !== null) marks.set(data.forkBeforeId, 'The last fork before this call.');
  return (
    <div className="pt-2">
      <ChatBranchRows chat={data.chat} marks={marks} />
      <p className="flex flex-wrap items-center gap-x-2 pt-1.5 text-ink-3 text-small">
        <span>
          Read from XEM <TimeText at={data.readAt} show="relative" />
        </span>
        <Button variant="ghost" size="small" isBusy={isFetching} onClick={() => void refetch()}>
          Read again
        </Button>
      </p>
    </div>
  );
}
