import 'server-only';
import type { Database } from '@/lib/db/client';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import type { Logger } from '@/lib/observability/logger';
import { environmentSigner, type RefusalReason } from '@/lib/webhooks/webhook';

/** The first of a burst is passed on at once, what comes after it together. */
const everyMs = 250;

type Refused = { refusedCount: number; firstAt: Date; lastAt: Date };

/**
 * What the intake has to tell the rest of Holdfast, kept out of the way of its answers: that there are hints to follow,
 * what was refused, which secret is in use. What a crash loses here is a count; hints are found again by the sweep.
 */
export class IntakeLedger {
  readonly #db: Database;
  readonly #logger: Logger;
  #refused = new Map<RefusalReason, Refused>();
  #heardFrom = new Map<string, Date>();
  #hasHints = false;
  #hasRepeats = false;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #next: Promise<void> | undefined;

  constructor(options: { db: Database; logger: Logger }) {
    this.#db = options.db;
    this.#logger = options.logger;
  }

  noteRefused(reason: RefusalReason, at: Date): void {
    const known = this.#refused.get(reason) ?? { refusedCount: 0, firstAt: at, lastAt: at };
    this.#refused.set(reason, { ...known, refusedCount: known.refusedCount + 1, lastAt: at });
    this.#plan();
  }

  noteReceived(signedBy: string, at: Date, what: { isRepeat: boolean; isHint: boolean }): void {
    if (signedBy !== environmentSigner) this.#heardFrom.set(signedBy, at);
    if (what.isHint && !what.isRepeat) this.#hasHints = true;
    else this.#hasRepeats = true;
    this.#plan();
  }

  /** When everything noted so far is written. */
  async written(): Promise<void> {
    while (this.#next !== undefined) await this.#next;
  }

  #plan(): void {
    this.#next ??= this.#writeSoon().finally(() => {
      this.#next = undefined;
      if (this.#refused.size > 0 || this.#heardFrom.size > 0 || this.#hasHints || this.#hasRepeats)
        this.#plan();
    });
  }

  async #writeSoon(): Promise<void> {
    const waitMs = Math.max(0, this.#writtenAt + everyMs - performance.now());
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const [refused, heardFrom] = [this.#refused, this.#heardFrom];
    const [hasHints, isSeen] = [this.#hasHints, this.#hasRepeats || this.#refused.size > 0];
    this.#refused = new Map();
    this.#heardFrom = new Map();
    this.#hasHints = false;
    this.#hasRepeats = false;
    try {
      await this.#write(refused, heardFrom, hasHints, isSeen);
    } catch (error) {
      // The database is away: then nothing is received either, and hints already kept are found by the sweep.
      this.#logger.warn({ err: error }, 'what the webhook intake noted could not be written');
    }
    this.#writtenAt = performance.now();
  }

  async #write(
    refused: Map<RefusalReason, Refused>,
    heardFrom: Map<string, Date>,
    hasHints: boolean,
    isSeen: boolean,
  ): Promise<void> {
    await this.#db.$transaction(async (tx) => {
      for (const [reason, { refusedCount, firstAt, lastAt }] of inOneOrder(refused)) {
        const day = new Date(lastAt.toISOString().slice(0, 10));
        await tx.webhookRefusal.upsert({
          where: { day_reason: { day, reason } },
          create: { day, reason, refusedCount, firstAt, lastAt },
          update: { refusedCount: { increment: refusedCount }, lastAt },
        });
      }
      for (const [id, lastReceivedAt] of inOneOrder(heardFrom)) {
        await tx.webhookSubscription.updateMany({ where: { id }, data: { lastReceivedAt } });
      }
      if (hasHints) await enqueue(tx, 'follow_hints', {}, { key: jobKey('follow_hints', {}) });
      // Hints are announced with their fate, a moment later.
      if (isSeen) await announce(tx, { incident: null, changed: 'webhooks' });
    });
  }
}

/** The same on every replica, or two of them could wait for each other's rows. */
function inOneOrder<Key extends string, Value>(map: Map<Key, Value>): [Key, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
