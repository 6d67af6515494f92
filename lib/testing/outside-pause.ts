import type { OutsidePause } from '@/lib/containment/outside-pause';

/** A pause as the API gives it: of a whole agent, made outside, about which nobody has decided. */
export function buildOutsidePause(changes: Partial<OutsidePause> = {}): OutsidePause {
  return {
    pauseId: '0199a9a0-0000-7000-8000-000000000001',
    kind: 'outside',
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    workspaceId: null,
    workspaceName: null,
    noticedAt: '2026-11-22T14:00:00.000Z',
    endedAt: null,
    decision: null,
    reason: null,
    decidedByName: null,
    decidedAt: null,
    incidentRef: null,
    resuming: null,
    ...changes,
  };
}
