import { expect, it } from 'vitest';
import { buildFilterOptions } from '@/components/executions/build-filter-options';

const known = ['read', 'write', 'irreversible'].map((value) => ({ value, label: value }));
const facet = (isCapped: boolean, isCounted = true, isCut = false) => ({
  values: [
    { value: 'write', name: null, count: 1_200 },
    { value: 'odd', name: 'Odd one', count: 3 },
  ],
  isCapped,
  isCut,
  isCounted,
});
const lines = (input: Partial<Parameters<typeof buildFilterOptions>[0]>) =>
  buildFilterOptions({ known, facet: facet(false), selected: [], typed: '', ...input }).options.map(
    ({ label, count }) => `${label} ${count}`,
  );

it('puts the most frequent first, and says 0 where it was counted', () => {
  expect(lines({})).toEqual(['write 1,200', 'Odd one 3', 'irreversible 0', 'read 0']);
});

it('keeps what is chosen on top, also what nothing has', () => {
  expect(lines({ selected: ['gone', 'read'] }).slice(0, 2)).toEqual(['gone 0', 'read 0']);
});

it('says at least where it stopped counting, and nothing about what it did not meet', () => {
  expect(lines({ facet: facet(true) })).toEqual([
    'write 1,200+',
    'Odd one 3+',
    'irreversible null',
    'read null',
  ]);
});

it('says nothing about a value that was too rare to be told, unless it is chosen', () => {
  const cut = facet(false, true, true);
  expect(lines({ facet: cut })).toEqual(['write 1,200', 'Odd one 3', 'irreversible null', 'read null']);
  expect(lines({ facet: cut, selected: ['read'] })[0]).toBe('read 0');
});

it('says nothing where it did not count', () => {
  expect(lines({ facet: facet(false, false) })[0]).toBe('write null');
  expect(lines({ facet: undefined })).toEqual(['irreversible null', 'read null', 'write null']);
});

it('finds by what is typed, in names and values', () => {
  expect(lines({ typed: ' ODD' })).toEqual(['Odd one 3']);
});

it('draws some of thousands and says how many it left out', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    value: `agt_${index}`,
    label: `agent ${index}`,
  }));
  const { options, hiddenCount } = buildFilterOptions({
    known: many,
    facet: undefined,
    selected: [],
    typed: '',
  });
  expect([options.length, hiddenCount]).toEqual([60, 1_940]);
});
