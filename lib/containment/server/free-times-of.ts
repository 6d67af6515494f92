import 'server-only';
import { stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import type { HeldPlace } from '@/lib/containment/untaken-in-place';
import type { AgentScope } from '@/lib/db/generated/client';

type Target = {
  releasedAt: Date | null;
  scope: Pick<AgentScope, 'desired' | 'progress' | 'acceptedAt' | 'observedAt' | 'lastAttemptAt'>;
};

/** While agents of a hold were free: from the release of each until XEM was seen, or known, to have stopped it again. */
export function freeTimesOf(targets: Target[]): HeldPlace['free'] {
  return targets.flatMap(({ releasedAt, scope }) =>
    releasedAt === null
      ? []
      : { from: releasedAt, to: scope.desired === 'paused' ? stoppedAtOf(scope) : null },
  );
}
