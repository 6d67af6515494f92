import { expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { sendOnce } from '@/lib/http/send-once';

type Request = { shares: number; seen: number };
const lostAnswer = new AppError('unavailable', 'no answer');

function arrange(...outcomes: (Error | string)[]) {
  const sent: { request: Request; key: string }[] = [];
  const send = sendOnce(async (request: Request, { idempotencyKey }) => {
    sent.push({ request, key: idempotencyKey });
    const outcome = outcomes.shift() ?? 'done';
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  const press = (shares: number, seen: number) => send({ shares }, { shares, seen }).catch(String);
  return { sent, press };
}

it('sends a question whose answer was lost again as it was, though other counts are shown by then', async () => {
  const { sent, press } = arrange(lostAnswer, lostAnswer);
  for (const seen of [1, 2, 3]) await press(100, seen);
  expect(sent.map(({ request }) => request.seen)).toEqual([1, 1, 1]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

it.each([
  ['it was refused', [new AppError('counts_changed', 'look again')]],
  ['it was done', ['done']],
  ['it was done at the second try', [lostAnswer, 'done']],
])('asks anew once %s', async (_name, outcomes) => {
  const { sent, press } = arrange(...outcomes);
  for (const _ of outcomes) await press(100, 1);
  await press(100, 2);
  const [last, before] = sent.toReversed();
  expect(last?.request.seen).toBe(2);
  expect(last?.key).not.toBe(before?.key);
});

it.each([
  new AppError('conflict', 'the first is still running', { details: { isRunning: true } }),
  new AppError('rate_limited', 'wait a moment'),
])('keeps the key where the first may still be done: $message', async (refusal) => {
  const { sent, press } = arrange(lostAnswer, refusal);
  for (const seen of [1, 2, 3]) await press(100, seen);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

it('asks anew for something else, whatever became of the first', async () => {
  const { sent, press } = arrange(lostAnswer);
  await press(100, 1);
  await press(10, 1);
  expect(sent[1]?.request.shares).toBe(10);
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});
