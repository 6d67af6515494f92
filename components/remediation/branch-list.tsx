'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { ChatBranch, ChatBranches } from '@/lib/chats/chat-branch';
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
        <Chat key={chat.chatId} chat={chat} />
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

function Chat({ chat: { chatId, branches, error } }: { chat: ChatBranches }) {
  return (
    <section aria-label={`Branches of chat ${chatId}`} className="min-w-0">
      <h3 className="flex items-baseline gap-1.5 border-b pb-1 text-ink-3 text-small">
        Chat <IdText value={chatId} label="chat" />
      </h3>
      {error ? (
        <p className="flex flex-wrap items-center gap-2 py-row">
          <Chip tone="danger">cannot be read</Chip>
          <span className="text-ink-2">{error.message}</span>
        </p>
      ) : null}
      {branches?.length === 0 ? <p className="py-row text-ink-3">This chat has no branches.</p> : null}
      <RowList>
        {branches?.map((branch) => (
          <Branch key={branch.branchId} branch={branch} />
        ))}
      </RowList>
    </section>
  );
}

function Branch({ branch }: { branch: ChatBranch }) {
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_9rem_6rem_5.5rem]">
      <span className="min-w-0">
        <span className="wrap-anywhere mr-2">{branch.name ?? 'Unnamed'}</span>
        <IdText value={branch.branchId} label="branch" className="text-ink-3" />
      </span>
      <span className="text-ink-3 text-small max-sm:order-3">
        {branch.forkedAtSequence === null ? 'from the start' : `after message ${branch.forkedAtSequence}`}
      </span>
      <span className="text-ink-3 text-small max-sm:order-4">
        {branch.createdAt ? <TimeText at={branch.createdAt} show="relative" /> : 'age unknown'}
      </span>
      {branch.isAutoFork ? (
        <Chip tone="accent" className="justify-self-end">
          auto-fork
        </Chip>
      ) : (
        <span className="text-ink-3 text-small max-sm:justify-self-end">
          {branch.parentBranchId ? 'fork' : 'main'}
        </span>
      )}
    </Row>
  );
}
