import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import type { ChatBranch, ChatBranches } from '@/lib/chats/chat-branch';

type ChatBranchRowsProps = {
  chat: ChatBranches;
  /** What else there is to say of a branch. */
  marks?: ReadonlyMap<string, string>;
};

/** The branches of one chat, those that the router forked by itself marked; or why XEM does not show them. */
export function ChatBranchRows({ chat: { chatId, branches, error }, marks }: ChatBranchRowsProps) {
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
          <Branch key={branch.branchId} branch={branch} mark={marks?.get(branch.branchId)} />
        ))}
      </RowList>
    </section>
  );
}

function Branch({ branch, mark }: { branch: ChatBranch; mark: string | undefined }) {
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_9rem_6rem_5.5rem]">
      <span className="min-w-0">
        <span className="wrap-anywhere mr-2">{branch.name ?? 'Unnamed'}</span>
        <IdText value={branch.branchId} label="branch" className="text-ink-3" />
        {mark ? <span className="block font-medium text-accent text-small">{mark}</span> : null}
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
