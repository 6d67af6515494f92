import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** An id that was asked for and brought no record: how often, how often XEM did not know it, and when last. */
export const unansweredSchema = z.object({
  id: z.string(),
  tries: z.number().int(),
  unknownCount: z.number().int(),
  at: instant,
});
export type Unanswered = z.infer<typeof unansweredSchema>;

/** What came of asking. That XEM does not know one id counts where it knows others. */
export type Look = { id: string; outcome: 'found' | 'unknown' | 'unproven' | 'failed' };

const lookedEveryMs = 5_000;
const longestDoublings = 7;

/** A replica of the router may lag behind the list, so one answer is not believed. */
const unknownToForget = 3;

const keptUnanswered = 500;

/** What to ask for now, the longest unseen first. One asked for in vain waits twice as long each time, up to ten minutes. */
export function dueLooks(
  open: readonly { id: string; observedAt: Date }[],
  unanswered: readonly Unanswered[],
  now: Date,
): string[] {
  const candidates = [
    ...open.map(({ id, observedAt }) => ({ id, at: observedAt.getTime(), pauseMs: lookedEveryMs })),
    ...unanswered.map(({ id, tries, at }) => ({
      id,
      at: Date.parse(at),
      pauseMs: lookedEveryMs * 2 ** Math.min(tries, longestDoublings),
    })),
  ];
  return candidates
    .filter(({ at, pauseMs }) => now.getTime() - at >= pauseMs)
    .toSorted((one, other) => one.at - other.at)
    .map(({ id }) => id);
}

/** What stays unanswered, and what XEM has said often enough that it does not know. */
export function afterLooks(
  unanswered: readonly Unanswered[],
  looks: readonly Look[],
  now: Date,
): { unanswered: Unanswered[]; forgotten: string[] } {
  const before = new Map(unanswered.map((it) => [it.id, it]));
  const asked = looks.flatMap(({ id, outcome }): Unanswered[] => {
    if (outcome === 'found') return [];
    const { tries, unknownCount } = before.get(id) ?? { tries: 0, unknownCount: 0 };
    const isUnknown = outcome === 'unknown' ? 1 : 0;
    return [{ id, tries: tries + 1, unknownCount: unknownCount + isUnknown, at: now.toISOString() }];
  });
  const isForgotten = ({ unknownCount }: Unanswered) => unknownCount >= unknownToForget;
  const lookedAt = new Set(looks.map(({ id }) => id));
  const others = unanswered.filter(({ id }) => !lookedAt.has(id));
  return {
    unanswered: [...others, ...asked.filter((it) => !isForgotten(it))].slice(-keptUnanswered),
    forgotten: asked.filter(isForgotten).map(({ id }) => id),
  };
}
