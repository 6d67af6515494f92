import { sourceLabels } from '@/lib/mirror/source';
import type { Wanted } from '@/lib/webhooks/plan-reads';
import type { WebhookFate } from '@/lib/webhooks/webhook';

/** What came of looking at one object again. */
export type Look =
  | { outcome: 'changed' | 'unchanged' | 'unknown' }
  | { outcome: 'failed'; reason: string; retryAfterMs: number | null };

export type Derived =
  | { isSettled: true; fate: WebhookFate; reason: string | null }
  | { isSettled: false; reason: string; againAfterMs: number };

/** An object may be told of before the router itself shows it. */
const triesUntilUnknown = 2;
/** About a minute in all; by then polling is long at it. */
const triesUntilFailed = 6;
const firstRetryMs = 1_000;

/** The fate of one event after `tryCount` tries to follow it. */
export function deriveFate(
  { objects, polls }: Wanted,
  lookAt: (source: Wanted['objects'][number]['source'], id: string) => Look | undefined,
  tryCount: number,
): Derived {
  const looks = objects.map(({ source, id }) => ({ id, look: lookAt(source, id) ?? notTried }));
  const isOneChanged = looks.some(({ look }) => look.outcome === 'changed');
  const failed = looks.map(({ look }) => look).find((look) => look.outcome === 'failed');
  if (failed) {
    if (tryCount >= triesUntilFailed) {
      const reason = `${failed.reason} The next poll brings what it told of.`;
      return { isSettled: true, fate: 'failed', reason };
    }
    const againAfterMs = Math.max(firstRetryMs * 2 ** (tryCount - 1), failed.retryAfterMs ?? 0);
    return { isSettled: false, reason: failed.reason, againAfterMs };
  }
  if (isOneChanged) return { isSettled: true, fate: 'applied', reason: null };
  const unknown = looks.find(({ look }) => look.outcome === 'unknown');
  if (unknown) {
    const reason = `XEM does not know ${unknown.id}.`;
    if (tryCount < triesUntilUnknown) return { isSettled: false, reason, againAfterMs: firstRetryMs };
    return { isSettled: true, fate: 'failed', reason };
  }
  if (polls.length > 0) {
    const lists = polls.map((source) => sourceLabels[source].toLowerCase()).join(' and ');
    return { isSettled: true, fate: 'polled', reason: `The list of ${lists} is read again.` };
  }
  return { isSettled: true, fate: 'nothing_new', reason: null };
}

const notTried: Look = { outcome: 'failed', reason: 'XEM was not asked yet.', retryAfterMs: null };
