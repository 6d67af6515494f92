import type { z } from 'zod';
import { defaultShares } from '@/lib/release/release';
import { askReleaseInput, type ReleaseReview } from '@/lib/release/release-schema';

/** One agent and no more; a share of them after the other; or all at once. */
export type StageChoice = 'one' | 'stages' | 'all';

export const sharesOf = (choice: StageChoice): number[] => (choice === 'stages' ? defaultShares : [100]);

type Chosen = { choice: StageChoice; scopeId: string; watchMinutes: number };

/** What the form asks for, checked as the server will check it. Throws what `formErrors` reads. */
export function readReleaseForm(
  form: FormData,
  { seen, causeFix }: ReleaseReview,
  { choice, scopeId, watchMinutes }: Chosen,
): z.output<typeof askReleaseInput> {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const rule = text('rule') || undefined;
  const toolName = rule === 'tool_failed' || rule === 'tool_called' ? text('ruleToolName') : '';
  return askReleaseInput.parse({
    reason: text('reason'),
    shares: sharesOf(choice),
    watchMinutes,
    isAutomatic: text('isAutomatic') !== 'no',
    ...(rule && { rule }),
    ...(toolName && { ruleToolName: toolName }),
    ...(causeFix === null && { withoutFixReason: text('withoutFixReason') }),
    ...(choice === 'one' && { scopeIds: [scopeId] }),
    seen: choice === 'one' ? { ...seen, scopeIds: [scopeId] } : seen,
  });
}
