import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import {
  admitRead,
  afterAnswer,
  afterFailure,
  type Circuit,
  closedCircuit,
  remainingMs,
} from '@/lib/xem/circuit';
import type { Call, Exchange } from '@/lib/xem/exchange';
import { guardExchange } from '@/lib/xem/guard-exchange';

const open = (until: number, openingCount = 1): Circuit => ({ state: 'open', until, openingCount });
const halfOpen = (openingCount = 1): Circuit => ({ state: 'half_open', openingCount });
const failing = (failureCount: number, failingSince: number): Circuit => ({
  state: 'closed',
  failureCount,
  failingSince,
});

describe('a failure', () => {
  test.each<[string, Circuit, number, Circuit]>([
    ['the first is noted', closedCircuit, 100, failing(1, 100)],
    ['many at once are a restart, not a loss', failing(9, 1_000), 5_000, failing(10, 1_000)],
    ['few over a long time are bad luck', failing(3, 0), 60_000, failing(4, 0)],
    ['many for long open it', failing(4, 0), 10_000, open(15_000)],
    ['of the one that went to see opens it for longer', halfOpen(1), 20_000, open(30_000, 2)],
    ['never opens it for longer than half a minute', halfOpen(9), 0, open(30_000, 10)],
    ['of a write does not put off the next look', open(15_000), 14_000, open(15_000)],
  ])('%s', (_, circuit, now, next) => {
    expect(afterFailure(circuit, now, 0.5)).toEqual(next);
  });

  test('opens it for a time that differs from process to process', () => {
    expect([afterFailure(failing(4, 0), 10_000, 0), afterFailure(failing(4, 0), 10_000, 1)]).toEqual([
      open(14_000),
      open(16_000),
    ]);
  });
});

describe('a read', () => {
  test.each<[string, Circuit, boolean, Circuit]>([
    ['passes a closed one', failing(3, 0), true, failing(3, 0)],
    ['does not pass an open one', open(10_001), false, open(10_001)],
    ['goes to see once the time is up', open(10_000, 3), true, halfOpen(3)],
    ['waits for the one that is out to see', halfOpen(), false, halfOpen()],
  ])('%s', (_, circuit, isAdmitted, next) => {
    expect(admitRead(circuit, 10_000)).toEqual({ circuit: next, isAdmitted });
  });

  test('is told how long it is held back', () => {
    expect([closedCircuit, open(12_500), halfOpen()].map((it) => remainingMs(it, 10_000))).toEqual([
      0, 2_500, 1_000,
    ]);
  });
});

test('an answer closes it', () => {
  expect(afterAnswer()).toEqual(closedCircuit);
});

describe('around an exchange', () => {
  const executions: Call = { operation: 'listExecutions' };
  const pause: Call = { operation: 'pauseExec' };
  const agents: Call = { operation: 'listAgents' };

  function guarded() {
    let now = 0;
    let outcome: () => Promise<never> | Promise<{ body: null; call: never }> = lost;
    const asked: string[] = [];
    const run = (call: Call) => {
      asked.push(call.operation);
      return outcome();
    };
    const exchange: Exchange = {
      read: run,
      write: run,
      stream: async (call) => {
        await run(call);
        return { body: new Blob([]).stream(), mediaType: 'text/plain', size: null };
      },
      writeDeadlineMs: 1_000,
      clockSkewMs: () => null,
    };
    const guard = guardExchange(exchange, { elapsedMs: () => now, chance: () => 0.5 });
    return {
      guard,
      asked,
      pass: (milliseconds: number) => {
        now += milliseconds;
      },
      answers: () => {
        outcome = async () => ({ body: null, call: undefined as never });
      },
      fails: (error: AppError) => {
        outcome = async () => {
          throw error;
        };
      },
    };
  }

  async function lost(): Promise<never> {
    throw new AppError('xem_unreachable', 'timed out');
  }

  async function lose(it: ReturnType<typeof guarded>, call: Call, times = 5) {
    for (let count = 0; count < times; count += 1) {
      await expect(it.guard.read(call)).rejects.toThrow('timed out');
      it.pass(3_000);
    }
  }

  test('a lost surface is not asked, says for how long, and takes no other with it', async () => {
    const it = guarded();
    await lose(it, executions);
    expect(it.guard.circuits()).toMatchObject({ exec: 'open', agents: 'closed' });
    await expect(it.guard.read(executions)).rejects.toMatchObject({
      code: 'xem_unreachable',
      userMessage: 'XEM has not answered for exec lately; it is asked again in 2 s.',
      details: { surface: 'exec', retryAfterMs: 2_000 },
    });
    await expect(it.guard.stream(executions)).rejects.toMatchObject({ details: { surface: 'exec' } });
    expect(it.asked).toHaveLength(5);
    await expect(it.guard.read(agents)).rejects.toThrow('timed out');
  });

  test('a write always passes, and its answer opens the way for reads', async () => {
    const it = guarded();
    await lose(it, agents);
    await expect(it.guard.read(agents)).rejects.toMatchObject({ details: { reason: 'held back' } });
    await expect(it.guard.write(pause)).rejects.toThrow('timed out');
    it.answers();
    await it.guard.write(pause);
    await expect(it.guard.read(agents)).resolves.toBeDefined();
  });

  test('after the time one read goes to see, alone, and its answer lets the others in', async () => {
    const it = guarded();
    await lose(it, executions);
    it.pass(5_000);
    it.answers();
    const asking = it.guard.read(executions);
    await expect(it.guard.read(executions)).rejects.toMatchObject({ details: { reason: 'held back' } });
    await asking;
    await expect(it.guard.read(executions)).resolves.toBeDefined();
    expect(it.guard.circuits().exec).toBe('closed');
  });

  const neverSent = new AppError('not_found', 'not sent', { details: { wasSent: false } });

  test('what was never sent neither opens it nor closes it', async () => {
    const it = guarded();
    await lose(it, executions, 4);
    it.fails(neverSent);
    await expect(it.guard.read(executions)).rejects.toThrow('not sent');
    it.fails(new AppError('xem_unreachable', 'not sent', { details: { wasSent: false } }));
    await expect(it.guard.write(executions)).rejects.toThrow('not sent');
    it.fails(new AppError('xem_unreachable', 'timed out'));
    await lose(it, executions, 1);
    expect(it.guard.circuits().exec).toBe('open');
  });

  test('one that should go to see and never went leaves that to the next', async () => {
    const it = guarded();
    await lose(it, executions);
    it.pass(5_000);
    it.fails(neverSent);
    await expect(it.guard.read(executions)).rejects.toThrow('not sent');
    expect(it.guard.circuits().exec).toBe('open');
    it.answers();
    await expect(it.guard.read(executions)).resolves.toBeDefined();
    expect(it.guard.circuits().exec).toBe('closed');
  });

  test.each([
    ['not_found', {}],
    ['xem_rate_limited', {}],
    ['xem_unreachable', { xemCode: 'tool_executor_unavailable' }],
  ] as const)('%s %o comes from a router that is there', async (code, details) => {
    const it = guarded();
    it.fails(new AppError(code, 'refused', { details }));
    for (let count = 0; count < 10; count += 1) {
      await expect(it.guard.read(executions)).rejects.toThrow('refused');
      it.pass(3_000);
    }
    expect(it.guard.circuits().exec).toBe('closed');
  });
});
