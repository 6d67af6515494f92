import { afterAll, beforeAll } from 'vitest';
import type { Role } from '@/lib/auth/role';
import { type Clock, manualClock } from '@/lib/clock';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import { pollSource } from '@/lib/mirror/server/poll-source';
import type { SourceName } from '@/lib/mirror/source';
import type { Variants } from '@/lib/simulator/http/variants';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { Xem } from '@/lib/xem/xem';

const mirrored: SourceName[] = ['workspaces', 'agents', 'executions', 'invocations', 'approvals'];

export type SimulatedFleet = {
  clock: Clock & { advance(milliseconds: number): void };
  simulator(): SimulatorServer['simulator'];
  /** The simulator over HTTP, one for the whole file. */
  xem(): Xem;
  as(role: Role, overrides?: { name?: string; xem?: Xem }): Context;
  /** How far ahead of ours the clock of XEM is from now on, as far as Holdfast knows; null again for not known. */
  skewClock(milliseconds: number | null): void;
  /** Reads everything into the mirror, as the poller would. */
  mirror(): Promise<void>;
  /** Does what the reconciler's jobs would, until every scope rests; time passes as they ask for. */
  settle(context?: Context): Promise<void>;
};

const longestSettling = 200;
/** How long a worker claims a scope for a call, by the clock that the test turns, in ms. */
const shownDeadlineMs = 1_000;

/** A quiet fleet behind real HTTP, mirrored into the test's database, on a clock that the test turns. */
export function simulatedFleet(db: Database, options: { variants?: Partial<Variants> } = {}): SimulatedFleet {
  const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
  let server: SimulatorServer | undefined;
  let port: Xem | undefined;
  let clockSkewMs: number | null = null;
  beforeAll(async () => {
    server = await startSimulatorServer({ clock, ...options });
    const key = server.keys.all;
    const xem = createHttpXem({
      baseUrl: server.baseUrl,
      keys: { execution: key, management: key, inference: key },
      clock,
      // What a busy machine takes is no failure of the router.
      timeoutMs: 20_000,
      wait: async () => undefined,
    });
    // The server stamps its answers with real time, which says nothing about the clock that the test turns.
    port = {
      ...xem,
      writeDeadlineMs: shownDeadlineMs,
      condition: () => ({ ...xem.condition(), clockSkewMs }),
    };
  });
  afterAll(() => server?.close());

  const started = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the simulator starts before the first test');
    return part;
  };
  const as: SimulatedFleet['as'] = (role, overrides = {}) =>
    testContext(db, { role, clock, xem: started(port), ...overrides });

  return {
    clock,
    simulator: () => started(server).simulator,
    xem: () => started(port),
    as,
    skewClock(milliseconds) {
      clockSkewMs = milliseconds;
    },
    async mirror() {
      // A list is trusted only if it was begun after what it is to prove.
      clock.advance(100);
      for (const source of mirrored) await pollSource(as('admin'), source);
    },
    async settle(context = as('admin')) {
      for (let count = 0; count < longestSettling; count += 1) {
        const scopes = await db.agentScope.findMany({ select: { id: true } });
        const waits: number[] = [];
        for (const { id } of scopes) {
          const { againAfterMs } = await reconcileScope(context, id);
          // What cannot be verified is looked at for ever; it has come as far as it will.
          const isOpen = await db.agentScope.count({ where: { id, progress: { not: 'unverifiable' } } });
          if (againAfterMs !== null && isOpen > 0) waits.push(againAfterMs);
        }
        if (waits.length > 0) clock.advance(Math.max(1, Math.min(...waits)));
        // One that rests may be asked about again by what another comes to.
        else if ((await db.agentScope.count({ where: { progress: 'requested' } })) === 0) return;
      }
      throw new Error('the scopes never came to rest');
    },
  };
}
