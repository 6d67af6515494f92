import { billing, capacityChat } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => count * 60_000;

const culprit = 'agt_xem_fleet_01';
const deletionsInAWave = 16;

/**
 * A clean-up job loses its brake. Somebody edits the template of the billing capacity chat, and from then on
 * its agent deletes servers without asking anybody, in waves, while the rest of the fleet goes on as ever.
 * It stops for as long as the agent is paused, and only then: nobody repairs the template.
 */
export const slippedPastApproval: Scenario = {
  ...everyday,
  name: 'slipped-past-approval',
  summary: 'A clean-up job loses its approval gate and deletes servers in waves.',
  opening: { chapter: 'the template is edited', afterMs: seconds(75) },

  chapters: {
    'the template is edited': (stage) => {
      stage.changeTemplate(capacityChat, 'none');
      stage.note(
        culprit,
        'manifest_published',
        'template nightly-capacity-reclaim changed; tools republished',
      );
      stage.afterwards(seconds(6), 'a wave begins');
    },

    'a wave begins': (stage) => {
      stage.afterwards(minutes(10), 'a wave begins');
      if (stage.isStopped(culprit, billing)) return;
      // The last state of the conversation before the damage: what the runbook tells people to look for.
      stage.forkByItself(capacityChat, 'before openstack_server_delete');
      stage.call({ ...fromTheChat(stage.mainBranch(capacityChat)), toolName: 'openstack_server_list' });
      stage.afterwards(seconds(3), 'another server goes', deletionsInAWave);
    },

    'another server goes': (stage, left) => {
      stage.call({
        ...fromTheChat(stage.mainBranch(capacityChat)),
        toolName: 'openstack_server_delete',
        arguments: {
          server: `billing-worker-${String(stage.somewhere(1, 48)).padStart(2, '0')}`,
          force: true,
        },
        slipsPastApproval: true,
      });
      if (left > 1)
        stage.afterwards(stage.somewhere(seconds(2), seconds(7)), 'another server goes', left - 1);
    },
  },
};

function fromTheChat(branchId: string) {
  return {
    agentId: culprit,
    workspaceId: billing,
    chatId: capacityChat,
    branchId,
    requestedBy: 'nightly-capacity-reclaim',
  };
}
