import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FilterOptions, type FilterOptionsProps } from '@/components/executions/filter-options';

function open(props: Partial<FilterOptionsProps>) {
  const onChange = vi.fn();
  render(
    <FilterOptions
      label="Asked by"
      known={[]}
      facet={{
        values: [{ value: 'ada', name: null, count: 12 }],
        isCapped: true,
        isCut: false,
        isCounted: true,
      }}
      selected={[]}
      onChange={onChange}
      {...props}
    />,
  );
  return { onChange, user: userEvent.setup() };
}

test('ticks values, with how many there are at least', async () => {
  const { onChange, user } = open({ selected: ['bob'] });
  expect(screen.getByText('12+')).toBeDefined();
  expect(screen.getByText(/newest 10,000/)).toBeDefined();
  await user.click(screen.getByLabelText('ada'));
  expect(onChange).toHaveBeenLastCalledWith(['bob', 'ada']);
  await user.click(screen.getByLabelText('bob'));
  expect(onChange).toHaveBeenLastCalledWith([]);
});

test('takes a value that nobody has seen yet, typed whole', async () => {
  const { onChange, user } = open({ facet: { values: [], isCapped: false, isCut: false, isCounted: true } });
  await user.type(screen.getByLabelText('Find in asked by'), 'night-job{Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith(['night-job']);
});

test('says when counting took too long', () => {
  open({ facet: { values: [], isCapped: false, isCut: false, isCounted: false } });
  expect(screen.getByText(/Counting took too long/)).toBeDefined();
});
