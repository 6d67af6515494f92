import type { DesiredState } from '@/lib/containment/agent-scope-schema';

/** A scope is paused exactly while somebody holds it: lifting one incident's hold never frees another's. */
export function deriveDesired(activeHoldCount: number): DesiredState {
  return activeHoldCount > 0 ? 'paused' : 'running';
}
