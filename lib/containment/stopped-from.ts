import type { ScopeProgress } from '@/lib/containment/agent-scope';
import { patienceFor } from '@/lib/containment/plan-step';

/**
 * From when on a start is a breach of a target: XEM was seen to have paused it, or says so where it can't be seen, or
 * said so long enough ago. A drift or a new request later makes no start in between a lawful one.
 */
export function stoppedFrom(
  progress: ScopeProgress,
  { acceptedAt, observedAt }: { acceptedAt: Date | null; observedAt: Date | null },
): Date | null {
  if (observedAt !== null) return observedAt;
  if (acceptedAt === null) return null;
  if (progress === 'unverifiable') return acceptedAt;
  return new Date(acceptedAt.getTime() + patienceFor(1));
}
