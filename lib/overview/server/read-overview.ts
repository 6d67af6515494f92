import 'server-only';
import type { Context } from '@/lib/context';
import type { Overview } from '@/lib/overview/endpoints';

export async function readOverview({ db }: Context): Promise<Overview> {
  const [openIncidentCount, pendingApprovalCount, agentCount, heldScopeCount] = await Promise.all([
    db.incident.count({ where: { phase: { not: 'closed' } } }),
    db.approval.count({ where: { status: { in: ['pending', 'escalated'] }, goneAt: null } }),
    db.agent.count({ where: { goneAt: null } }),
    db.agentScope.count({ where: { targets: { some: { releasedAt: null, hold: { releasedAt: null } } } } }),
  ]);
  return { openIncidentCount, pendingApprovalCount, agentCount, heldScopeCount };
}
