import { billing, kubernetesProd } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday } from '@/lib/simulator/scenarios/everyday';
import { busyReviewers } from '@/lib/simulator/scenarios/everyday-traffic';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;

const leaving = 'the reviewers leave';

/**
 * Nobody decides any more. Approvals pile up, escalate to a stage where nobody is either, and time out; the
 * jobs behind them ask again. Nothing is broken and nothing moves, until a person takes over.
 */
export const stuckApprover: Scenario = {
  ...everyday,
  name: 'stuck-approver',
  summary: 'Nobody decides approvals any more: they pile up, escalate and expire.',
  decide: (stage) => (stage.hasBegun(leaving) ? null : busyReviewers(stage)),
  opening: { chapter: leaving, afterMs: seconds(75) },

  chapters: {
    [leaving]: (stage) => {
      stage.afterwards(seconds(10), 'a node has to be drained');
      stage.afterwards(seconds(50), 'a server has to be stopped');
    },

    'a node has to be drained': (stage) => {
      stage.call({
        agentId: 'agt_xem_fleet_03',
        workspaceId: kubernetesProd,
        requestedBy: 'node-maintenance',
        toolName: 'kubectl_drain',
      });
      stage.afterwards(seconds(80), 'a node has to be drained');
    },

    'a server has to be stopped': (stage) => {
      stage.call({
        agentId: 'agt_xem_fleet_04',
        workspaceId: billing,
        requestedBy: 'service-watch',
        toolName: 'openstack_server_stop',
      });
      stage.afterwards(seconds(190), 'a server has to be stopped');
    },
  },
};
