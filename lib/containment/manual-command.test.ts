import { describe, expect, it } from 'vitest';
import { manualCommand } from '@/lib/containment/manual-command';

describe('manualCommand', () => {
  it('pauses an agent in one workspace by its name', () => {
    const scope = { agentId: 'agt_xem_fleet_01', workspaceId: 'ws_8f2c' };
    expect(manualCommand({ verb: 'pause', scope, workspaceName: 'kubernetes-prod', binary: 'xeroctl' })).toBe(
      'xeroctl agents pause-exec agt_xem_fleet_01 --workspace kubernetes-prod',
    );
  });

  it('resumes a whole agent, by the binary of the profile', () => {
    const scope = { agentId: 'agt_1', workspaceId: null };
    expect(manualCommand({ verb: 'resume', scope, workspaceName: null, binary: 'erectl' })).toBe(
      'erectl agents resume-exec agt_1',
    );
  });

  it('quotes what a shell would take apart', () => {
    const scope = { agentId: "a'; rm -rf /", workspaceId: 'ws 1' };
    expect(manualCommand({ verb: 'pause', scope, workspaceName: null, binary: 'xeroctl' })).toBe(
      `xeroctl agents pause-exec 'a'\\''; rm -rf /' --workspace 'ws 1'`,
    );
  });
});
