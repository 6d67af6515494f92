import { countOf } from '@/lib/containment/hold-words';
import type { Action, LoggedActionKind } from '@/lib/postmortem/facts';
import { describeEntry } from '@/lib/timeline/describe-entry';

type Logged = {
  kind: LoggedActionKind;
  happenedAt: Date;
  actorName: string | null;
  text: string | null;
  data: Record<string, unknown>;
};

/** An entry of the log as an action. `holdText` says what the hold means that it is about, where it is about one. */
export function describeAction(entry: Logged, holdText: string | null): Action {
  const { kind, happenedAt, actorName, text, data } = entry;
  const { headline, detail } = describeEntry({ kind, text, data, correction: null });
  const words = headline.map((part) =>
    typeof part === 'string' ? part : 'strong' in part ? part.strong : part.id,
  );
  return {
    kind,
    happenedAt: happenedAt.toISOString(),
    actorName: actorName ?? 'Holdfast',
    what: kind === 'hold_released' && holdText !== null ? released(data, holdText) : words.join('').trim(),
    why: detail,
    outcome: null,
  };
}

function released(
  { handedOverTo, isWhole, scopes, stage, stageCount }: Logged['data'],
  holdText: string,
): string {
  if (typeof handedOverTo === 'string') return `Handed ${holdText} over to ${handedOverTo}`;
  const part =
    Array.isArray(scopes) && isWhole === false ? `${countOf(scopes.length, 'agent')} from the hold on ` : '';
  const step = typeof stage === 'number' ? `, stage ${stage} of ${stageCount}` : '';
  return `Released ${part}${holdText}${step}`;
}
