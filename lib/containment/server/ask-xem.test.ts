import { expect, it, vi } from 'vitest';
import { askXem, lookAtXem } from '@/lib/containment/server/ask-xem';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

it('takes what another copy of the code threw for the failure that it is', async () => {
  vi.resetModules();
  const other = await import('@/lib/errors');
  const showAgent = async () => {
    throw new other.AppError('xem_rate_limited', 'slow down', { details: { retryAfterMs: 2_000 } });
  };
  const context = { xem: { showAgent } } as unknown as Context;
  const scope = { agentId: 'agt_1', workspaceId: null, desired: 'paused' } as const;
  expect(await lookAtXem(context, scope, null)).toMatchObject({
    outcome: 'look_failed',
    failure: { kind: 'limited', code: 'xem_rate_limited', retryAfterMs: 2_000 },
  });
});

it('takes an answer to a look that it cannot read for one that shows nothing, and not for none', async () => {
  const unreadable = async () => {
    throw new AppError('xem_unexpected_answer', 'a web page');
  };
  const context = { xem: { showAgent: unreadable, pauseExec: unreadable } } as unknown as Context;
  const scope = { agentId: 'agt_1', workspaceId: null, desired: 'paused' } as const;
  expect(await lookAtXem(context, scope, null)).toMatchObject({ failure: { kind: 'refused' } });
  expect(await askXem(context, scope, null)).toMatchObject({ failure: { kind: 'unreachable' } });
});
