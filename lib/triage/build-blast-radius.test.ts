import { describe, expect, it } from 'vitest';
import { buildBlastRadius } from '@/lib/triage/build-blast-radius';
import type { AffectedExecution } from '@/lib/triage/triage';

const call = (overrides: Partial<AffectedExecution>): AffectedExecution => ({
  executionId: 'exe_1',
  toolName: 'openstack_server_delete',
  target: 'vm-204',
  workspaceId: 'ws_billing',
  workspaceName: 'billing',
  agentId: 'agt_1',
  risk: 'irreversible',
  status: 'completed',
  exitCode: 0,
  durationMs: 1_200,
  occurredAt: '2026-11-22T14:02:11.000Z',
  approval: 'missing',
  ...overrides,
});

describe('the blast radius', () => {
  it('counts workspaces, tools, targets and exit codes, most often first', () => {
    const radius = buildBlastRadius([
      call({ target: 'vm-205' }),
      call({}),
      call({ exitCode: 1 }),
      call({ toolName: 'volume_delete', workspaceId: 'ws_2', workspaceName: null, target: null }),
    ]);
    expect(radius).toEqual({
      workspaces: [
        { workspaceId: 'ws_billing', name: 'billing', count: 3 },
        { workspaceId: 'ws_2', name: null, count: 1 },
      ],
      tools: [
        { toolName: 'openstack_server_delete', risk: 'irreversible', count: 3 },
        { toolName: 'volume_delete', risk: 'irreversible', count: 1 },
      ],
      targets: [
        { target: 'vm-204', toolName: 'openstack_server_delete', count: 2 },
        { target: 'vm-205', toolName: 'openstack_server_delete', count: 1 },
      ],
      exitCodes: [
        { exitCode: 0, count: 3 },
        { exitCode: 1, count: 1 },
      ],
    });
  });

  it('of nothing is empty', () => {
    expect(buildBlastRadius([])).toEqual({ workspaces: [], tools: [], targets: [], exitCodes: [] });
  });
});
