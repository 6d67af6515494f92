import type { Hold } from '@/lib/containment/containment';
import { buildReceipt } from '@/lib/testing/receipt';

/** A hold as the API gives it: of a workspace, just placed, with one scope, which `buildHeldScope` builds. */
export function buildHold(changes: Partial<Hold> = {}): Hold {
  const scopeIds = changes.scopeIds ?? ['0199a9a0-0000-7000-8000-000000000001'];
  return {
    holdId: '0199a9a0-0000-7000-8000-000000000000',
    incidentRef: 'INC-7',
    rung: 'workspace',
    agentId: null,
    agentName: null,
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    reason: 'deletes without approval',
    placedAt: '2026-11-22T14:08:20.000Z',
    placedByName: 'M. Krüger',
    releasedAt: null,
    releasedByName: null,
    releaseReason: null,
    isAfterRelease: false,
    handedOverTo: null,
    scopeIds,
    activeScopeIds: scopeIds,
    receipt: buildReceipt(),
    ...changes,
  };
}
