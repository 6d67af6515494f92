import 'server-only';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import { openSecret } from '@/lib/webhooks/server/seal-secret';
import { environmentSigner } from '@/lib/webhooks/webhook';

export type SigningSecret = { signedBy: string; secret: string };

/** A secret that was dropped may still be good on another replica for this long. */
const trustedForMs = 10_000;
/** After a signature that no known secret explains, at most so often: forgers must not make us read. */
const readAgainAfterMs = 250;

/** The secrets that are good now: of the environment, and of the subscriptions that Holdfast made itself. */
export class WebhookSecrets {
  readonly #db: Pick<Database, 'webhookSubscription'>;
  readonly #clock: Clock;
  readonly #environment: readonly string[];
  readonly #installationSecret: string;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<SigningSecret[]> | undefined;

  constructor(options: {
    db: Pick<Database, 'webhookSubscription'>;
    clock: Clock;
    environment: readonly string[];
    installationSecret: string;
  }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#environment = options.environment;
    this.#installationSecret = options.installationSecret;
  }

  known(): Promise<SigningSecret[]> {
    return this.#readIfOlderThan(trustedForMs);
  }

  /** For a signature that `known` does not explain: it may be by a secret that was made a moment ago. */
  latest(): Promise<SigningSecret[]> {
    return this.#readIfOlderThan(readAgainAfterMs);
  }

  #readIfOlderThan(ageMs: number): Promise<SigningSecret[]> {
    const now = this.#clock.now().getTime();
    if (this.#reading === undefined || now - this.#readAt >= ageMs) {
      this.#readAt = now;
      this.#reading = this.#read();
      this.#reading.catch(() => {
        this.#reading = undefined;
      });
    }
    return this.#reading;
  }

  async #read(): Promise<SigningSecret[]> {
    const rows = await this.#db.webhookSubscription.findMany({
      where: { slot: { not: null }, sealedSecret: { not: null } },
      select: { id: true, sealedSecret: true },
    });
    const own = rows.flatMap(({ id, sealedSecret }) => {
      const secret = sealedSecret && openSecret(this.#installationSecret, id, sealedSecret);
      return secret ? [{ signedBy: id, secret }] : [];
    });
    return [...this.#environment.map((secret) => ({ signedBy: environmentSigner, secret })), ...own];
  }
}
