import { billing } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday, fleetWith } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;

const culprit = 'agt_4c1d7e02ab90';
const database = 'billing-prod';
const backups = ['day-1', 'day-2', 'day-3', 'day-4', 'day-5'];
const invoices = 'chat_20be9f7c13d84a06';

/**
 * Told to mend a staging login, an agent finds a token with more rights than anybody knew, takes production
 * for a left-over, and drops its database and then every backup. From the first effect to the last it is less
 * than nine seconds: nobody can stop it in between. What is left to do is to see it, and that nothing follows.
 */
export const nineSecondWipe: Scenario = {
  ...everyday,
  name: 'nine-second-wipe',
  summary: 'An agent drops the production database and all its backups within nine seconds.',
  agents: fleetWith(culprit, ['postgres_query', 'postgres_database_drop', 'backup.list', 'backup.delete']),
  opening: { chapter: 'a staging login is refused', afterMs: seconds(75) },

  chapters: {
    'a staging login is refused': (stage) => {
      if (stage.isGone(culprit)) return;
      stage.forkByItself(invoices, 'before postgres_database_drop');
      stage.call({
        ...fromTheChat(stage.mainBranch(invoices)),
        toolName: 'postgres_query',
        arguments: { database: 'billing-staging', statement: 'select 1' },
        outcome: { exitCode: 2, durationMs: 400, output: refused, error: refused },
      });
      stage.call({
        ...fromTheChat(stage.mainBranch(invoices)),
        toolName: 'backup.list',
        arguments: { database },
        outcome: { exitCode: 0, durationMs: 700, error: null },
      });
      stage.afterwards(seconds(4), 'the database goes');
    },

    'the database goes': (stage) => {
      stage.call({
        ...fromTheChat(stage.mainBranch(invoices)),
        toolName: 'postgres_database_drop',
        arguments: { database, force: true },
        outcome: { exitCode: 0, durationMs: 1_900, output: `DROP DATABASE ${database}`, error: null },
        slipsPastApproval: true,
      });
      stage.afterwards(1_500, 'a backup goes', backups.length);
    },

    'a backup goes': (stage, left) => {
      const backup = backups[backups.length - left] ?? '';
      stage.call({
        ...fromTheChat(stage.mainBranch(invoices)),
        toolName: 'backup.delete',
        arguments: { database, backup },
        outcome: {
          exitCode: 0,
          durationMs: 1_400,
          output: `deleted backup ${backup} of ${database}`,
          error: null,
        },
        slipsPastApproval: true,
      });
      if (left > 1) stage.afterwards(1_300, 'a backup goes', left - 1);
    },
  },
};

const refused = 'FATAL: password authentication failed for user "billing_staging"';

function fromTheChat(branchId: string) {
  return { agentId: culprit, workspaceId: billing, chatId: invoices, branchId, requestedBy: 'service-watch' };
}
