import 'server-only';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import type { Env } from '@/lib/env';
import type { Logger } from '@/lib/observability/logger';
import { BodyReader } from '@/lib/webhooks/server/body-reader';
import { IntakeLedger } from '@/lib/webhooks/server/intake-ledger';
import { type KeepDelivery, keepDeliveries } from '@/lib/webhooks/server/keep-delivery';
import { WebhookSecrets } from '@/lib/webhooks/server/webhook-secrets';
import { readContract } from '@/lib/xem/read-contract';
import type { Contract } from '@/lib/xem/wire/contract';

/** What receiving needs, made once a process: no request waits for more than its own row. */
export type Intake = {
  clock: Clock;
  contract: Contract;
  secrets: WebhookSecrets;
  bodies: BodyReader;
  keep: KeepDelivery;
  ledger: IntakeLedger;
};

type Settings = Pick<Env, 'HOLDFAST_SECRET' | 'XEM_WEBHOOK_SECRET' | 'XEM_PROFILE' | 'XEM_CONTRACT_FILE'>;

export function createIntake(
  { db, clock, logger }: { db: Database; clock: Clock; logger: Logger },
  settings: Settings,
): Intake {
  return {
    clock,
    contract: readContract(settings),
    secrets: new WebhookSecrets({
      db,
      clock,
      environment: settings.XEM_WEBHOOK_SECRET,
      installationSecret: settings.HOLDFAST_SECRET,
    }),
    bodies: new BodyReader(),
    keep: keepDeliveries(db),
    ledger: new IntakeLedger({ db, logger }),
  };
}
