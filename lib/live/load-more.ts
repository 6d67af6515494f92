type Pages = {
  hasNextPage: boolean;
  isPlaceholderData: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** The end of a list may be reported several times before React has drawn that a page is on its way. */
const reading = new WeakSet<Pages['fetchNextPage']>();

/** Reads the next page of a list. Who reads on goes before a refresh that runs; `keepFresh` makes up for it. */
export function loadMore({ hasNextPage, isPlaceholderData, fetchNextPage }: Pages): void {
  if (!hasNextPage || isPlaceholderData || reading.has(fetchNextPage)) return;
  reading.add(fetchNextPage);
  void fetchNextPage().finally(() => reading.delete(fetchNextPage));
}

/** What the foot of a list has to know of its pages. */
export function footOf(pages: Pages & { isFetchingNextPage: boolean; isFetchNextPageError: boolean }) {
  return {
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    hasFailed: pages.isFetchNextPageError,
    onLoadMore: () => loadMore(pages),
  };
}
