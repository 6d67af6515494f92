import { Button, type ButtonProps } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

type ShowMoreProps = {
  pages: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  label?: string;
  className?: string;
} & Pick<ButtonProps, 'size'>;

/** Below a list: reads its next page, and says so where that failed. Nothing where the list is whole. */
export function ShowMore({ pages, label = 'Show more', size, className }: ShowMoreProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  if (!hasNextPage) return null;
  return (
    <div className={cn('mt-3 flex flex-wrap items-center gap-3', className)}>
      <Button size={size} isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {label}
      </Button>
      <span role="alert" className="text-danger text-small">
        {isFetchNextPageError && !isFetchingNextPage ? 'The next ones could not be read. Try again.' : null}
      </span>
    </div>
  );
}
