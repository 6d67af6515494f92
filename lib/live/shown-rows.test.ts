import { expect, it } from 'vitest';
import { shownRows } from '@/lib/live/shown-rows';

const paged = (pages: number[][] | null, isPlaceholderData = false) => ({
  data: pages === null ? undefined : { pages: pages.map((data) => ({ data })) },
  isPlaceholderData,
});

it.each([
  ['nothing while nothing was read', paged(null), undefined],
  ['the rows of all pages', paged([[1, 2], [3]]), [1, 2, 3]],
  ['that there are none', paged([[]]), []],
  ['the rows of the filter before, until the new ones come', paged([[1]], true), [1]],
  ['nothing where the filter before found none', paged([[]], true), undefined],
])('shows %s', (_name, query, rows) => {
  expect(shownRows(query)).toEqual(rows);
});
