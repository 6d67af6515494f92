import { billing } from '@/lib/simulator/scenarios/acme-fleet';
import { everyday, fleetWith } from '@/lib/simulator/scenarios/everyday';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => count * 60_000;

const culprit = 'agt_xem_fleet_04';
const invoices = 'chat_20be9f7c13d84a06';

/** 89 have arrived 31 min after the first one; 15 more are on their way by then, and arrive whatever is done. */
const arrivedBeforeTheEnd = 89;
const onTheirWay = 15;
const gapMs = minutes(31) / (arrivedBeforeTheEnd - 1);
const deliveryMs = Math.floor(gapMs * onTheirWay);

/**
 * A reminder job doesn't see its own success and writes to the same customer again and again. The relay is
 * slow: every mail is in flight for five minutes, so that mails arrive long after the agent is paused. What
 * the job asks for under the pause waits, and would be sent at the resume; cancelled, it is not.
 */
export const loopingMailer: Scenario = {
  ...everyday,
  name: 'looping-mailer',
  summary: 'A job sends one customer 89 identical e-mails in 31 minutes; 15 more arrive after any stop.',
  agents: fleetWith(culprit, ['mail.send']),
  opening: { chapter: 'a reminder is due', afterMs: seconds(75) },

  chapters: {
    'a reminder is due': (stage) =>
      stage.afterwards(0, 'the reminder is sent once more', arrivedBeforeTheEnd + onTheirWay),

    'the reminder is sent once more': (stage, left) => {
      if (stage.isGone(culprit)) return;
      stage.call({
        agentId: culprit,
        workspaceId: billing,
        chatId: invoices,
        branchId: stage.mainBranch(invoices),
        requestedBy: 'invoice-reminder',
        toolName: 'mail.send',
        arguments: { to: 'accounts@customer.example', subject: 'Your invoice is overdue' },
        outcome: {
          exitCode: 0,
          durationMs: deliveryMs,
          output: '250 2.0.0 queued for accounts@customer.example',
          error: null,
        },
      });
      if (left > 1) stage.afterwards(gapMs, 'the reminder is sent once more', left - 1);
    },
  },
};
