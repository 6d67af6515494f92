import { expect, it, vi } from 'vitest';
import { lookAtXem } from '@/lib/containment/server/ask-xem';
import type { Context } from '@/lib/context';

it('takes what another copy of the code threw for the failure that it is', async () => {
  vi.resetModules();
  const { AppError } = await import('@/lib/errors');
  const showAgent = async () => {
    throw new AppError('xem_rate_limited', 'slow down', { details: { retryAfterMs: 2_000 } });
  };
  const context = { xem: { showAgent } } as unknown as Context;
  const scope = { agentId: 'agt_1', workspaceId: null, desired: 'paused' } as const;
  expect(await lookAtXem(context, scope, null)).toMatchObject({
    outcome: 'look_failed',
    failure: { kind: 'limited', code: 'xem_rate_limited', retryAfterMs: 2_000 },
  });
});
