import { Countdown } from '@/components/ui/clocks';
import type { Agent } from '@/lib/agents/agent';

/**
 * How long the lease still runs. Our copy is as old as the last reading and is renewed all the time, so the end of it
 * only means that a renewal is due; the agent counts as lost once it is lapsed.
 */
export function LeaseClock({ agent }: { agent: Pick<Agent, 'lease' | 'leaseExpiresAt' | 'goneAt'> }) {
  if (agent.goneAt !== null || agent.lease !== 'valid' || agent.leaseExpiresAt === null) return null;
  return (
    <Countdown
      until={agent.leaseExpiresAt}
      label="Lease runs out"
      urgentBelowSeconds={Number.NEGATIVE_INFINITY}
      overText="renewal due"
    />
  );
}
