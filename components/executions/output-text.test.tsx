import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { OutputText } from '@/components/executions/output-text';

const esc = '\u001b';

test('leaves terminal codes out, and shows them to the letter on request', async () => {
  const user = userEvent.setup();
  render(<OutputText isWhole text={`${esc}[31mdeleted${esc}[0m 3 pods`} />);
  expect(screen.getByText('deleted 3 pods')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show them' }));
  expect(screen.getByText('\\u{1b}[31mdeleted\\u{1b}[0m 3 pods')).toBeDefined();
});

test('writes out what would hide or reorder text, and runs nothing', () => {
  render(<OutputText isWhole text={'<img src=x onerror=alert(1)> user\u202Enimda\u200B'} />);
  expect(screen.getByText('<img src=x onerror=alert(1)> user\\u{202e}nimda\\u{200b}')).toBeDefined();
  expect(document.querySelector('img')).toBeNull();
});

test('folds JSON, and draws what is folded only when it is opened', async () => {
  const user = userEvent.setup();
  render(<OutputText isWhole text={JSON.stringify({ items: [{ name: 'node-a\u202E' }], count: 1 })} />);
  expect(screen.getByText('count:')).toBeDefined();
  expect(screen.queryByText(/node-a/)).toBeNull();
  await user.click(screen.getByText('items:'));
  await user.click(await screen.findByText('0:'));
  expect(await screen.findByText('"node-a\\u{202e}"')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: 'Text' }));
  expect(screen.getByText(/^\{"items"/)).toBeDefined();
});

test('shows each number as it stands in the text', () => {
  render(<OutputText isWhole text='{"id": 9007199254740993, "share": 1.0, "far": 1e400, "n": 7}' />);
  for (const digits of ['9007199254740993', '1.0', '1e400', '7'])
    expect(screen.getByText(digits)).toBeDefined();
});

test('a page of something longer is text, whatever it looks like', () => {
  render(<OutputText isWhole={false} text='{"a": 1}' />);
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.getByText('{"a": 1}')).toBeDefined();
});

test('says that nothing was printed', () => {
  render(<OutputText isWhole text="" />);
  expect(screen.getByText('It printed nothing.')).toBeDefined();
});
