import { pino } from 'pino';
import type { Role } from '@/lib/auth/role';
import { type Clock, systemClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import type { Xem } from '@/lib/xem/xem';

type Overrides = Partial<Pick<Context, 'xem' | 'home'>> & { role?: Role; name?: string; clock?: Clock };

/** A context for use cases under test: a real database, a person with a role, and XEM out of reach unless given. */
export function testContext(db: Database, overrides: Overrides = {}): Context {
  const { role = 'admin', name = `Test ${role}`, clock = systemClock } = overrides;
  return {
    actor: { kind: 'person', actorId: crypto.randomUUID(), name, role, signedInAt: clock.now() },
    db,
    xem: overrides.xem ?? unreachableXem,
    clock,
    requestId: crypto.randomUUID(),
    logger: pino({ level: 'silent' }),
    home: overrides.home ?? '/nonexistent',
  };
}

/** Every call fails as an XEM that is down does. */
export const unreachableXem: Xem = new Proxy({} as Xem, {
  get: (_target, name) => {
    if (name === 'capabilities') return { transport: 'http', missing: {}, limited: {} };
    if (name === 'writeDeadlineMs') return 15_000;
    if (name === 'condition') return () => ({ circuits: {}, clockSkewMs: null });
    return async () => {
      throw new AppError('xem_unreachable', `XEM is out of reach (${String(name)})`);
    };
  },
});
