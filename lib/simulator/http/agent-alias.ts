import { createHash } from 'node:crypto';
import type { Variants } from '@/lib/simulator/http/variants';

/** The UUID by which a router of the other documented style knows an agent (2.7); always the same for an id. */
function aliasOf(agentId: string): string {
  const digest = createHash('sha256').update(agentId).digest('hex');
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(12, 15)}`,
    `a${digest.slice(15, 18)}`,
  ];
  return [...parts, digest.slice(18, 30)].join('-');
}

/** What the agent is called on the wire. */
export function wireAgentId(agentId: string, variants: Variants): string {
  return variants.agentIds === 'uuid' ? aliasOf(agentId) : agentId;
}
