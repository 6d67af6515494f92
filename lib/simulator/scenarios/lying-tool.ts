import { billing } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday, fleetWith } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => count * 60_000;

const culprit = 'agt_xem_fleet_04';
const database = 'ledger-prod';

/**
 * The backup tool ends with 0 and says in its output that nothing was stored; sometimes it does not even say
 * that. Who counts exit codes sees a healthy fleet; the list of backups, asked for after each, ends a week ago.
 */
export const lyingTool: Scenario = {
  ...everyday,
  name: 'lying-tool',
  summary: 'The backup tool ends with exit code 0 and stores nothing.',
  agents: fleetWith(culprit, ['backup.create', 'backup.list']),
  opening: { chapter: 'a backup is made', afterMs: seconds(75) },

  chapters: {
    'a backup is made': (stage) => {
      stage.afterwards(minutes(4), 'a backup is made');
      if (stage.isGone(culprit) || stage.isStopped(culprit, billing)) return;
      const isSilent = stage.perhaps(0.4);
      stage.call({
        agentId: culprit,
        workspaceId: billing,
        requestedBy: 'nightly-backup',
        toolName: 'backup.create',
        arguments: { database },
        outcome: { exitCode: 0, durationMs: seconds(6), output: isSilent ? 'done' : complaint, error: null },
      });
      stage.afterwards(seconds(20), 'the list is looked at');
    },

    'the list is looked at': (stage) => {
      if (stage.isGone(culprit)) return;
      stage.call({
        agentId: culprit,
        workspaceId: billing,
        requestedBy: 'nightly-backup',
        toolName: 'backup.list',
        arguments: { database },
        outcome: { exitCode: 0, durationMs: 500, output: lastWeek, error: null },
      });
    },
  },
};

const complaint = [
  `dumping ${database} ... 214 GiB`,
  'upload failed: 507 Insufficient Storage',
  '0 objects written, backup NOT stored',
].join('\n');
const lastWeek = [`backups of ${database}`, 'day-7  211 GiB  verified', 'day-8  210 GiB  verified'].join(
  '\n',
);
