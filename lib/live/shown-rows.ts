type Paged<Row> = {
  data: { pages: { data: Row[] }[] } | undefined;
  isPlaceholderData: boolean;
};

/**
 * All rows of a list that is read page by page and keeps those of the filter before until the new ones come; undefined while
 * nothing is known. That the filter before found nothing says nothing of this one.
 */
export function shownRows<Row>({ data, isPlaceholderData }: Paged<Row>): Row[] | undefined {
  const rows = data?.pages.flatMap((page) => page.data);
  return rows?.length === 0 && isPlaceholderData ? undefined : rows;
}
