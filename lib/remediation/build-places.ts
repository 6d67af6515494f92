import type { CommandSubjects } from '@/lib/remediation/build-commands';
import type { Rung } from '@/lib/remediation/remediation';

/** Where in the console a rung can be carried out. */
export type RungPlace = { label: string; href: string };

export function buildPlaces(rung: Rung, { agentIds }: Pick<CommandSubjects, 'agentIds'>): RungPlace[] {
  switch (rung) {
    case 'rotate_credentials':
      return [{ label: 'API keys of XEM', href: '/settings/xem/keys' }];
    case 'rotate_curve_keys':
    case 'revoke_agent':
      return agentIds.map((agentId) => ({
        label: `Danger zone of ${agentId}`,
        href: `/agents/${encodeURIComponent(agentId)}#danger`,
      }));
    case 'inspect_branch':
    case 'corrective_call':
    case 'other':
      return [];
  }
}
