import { Button } from '@/components/ui/button';

export type ListFootProps = {
  hasMore: boolean;
  isLoadingMore: boolean;
  /** The page after these could not be read. */
  hasFailed: boolean;
  onLoadMore: () => void;
};

type Wording = {
  /** What a list newest first calls its next page. */
  next?: 'more' | 'older';
  /** Where more may follow. */
  soFar?: string;
  /** Where nothing follows. */
  whole: string;
};

/** Says below a list without end whether that was all, and reads on for who does not scroll or after a page failed. */
export function ListFoot(props: ListFootProps & Wording) {
  const { hasMore, isLoadingMore, hasFailed, onLoadMore, next = 'more', soFar, whole } = props;
  return (
    <p role="status" className="flex min-h-8 items-center gap-3 py-1 text-ink-3 text-small">
      {isLoadingMore ? (
        `Loading ${next}…`
      ) : hasFailed ? (
        <>
          <span className="text-danger">The next ones could not be read.</span>
          <Button size="small" onClick={onLoadMore}>
            Try again
          </Button>
        </>
      ) : hasMore ? (
        <>
          {soFar}
          <Button size="small" variant="ghost" onClick={onLoadMore}>
            Load {next}
          </Button>
        </>
      ) : (
        whole
      )}
    </p>
  );
}
