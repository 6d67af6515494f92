import { cn } from '@/components/ui/cn';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { toneText } from '@/components/ui/tone';
import type { HeldScope } from '@/lib/containment/containment';

type Step = { name: string; at: string | null };

const followed = ({ acceptedAt, observedAt, progress }: HeldScope): Step[] => [
  { name: 'accepted', at: acceptedAt },
  {
    name: progress === 'unverifiable' ? 'cannot be verified' : 'observed',
    at: progress === 'drifted' ? null : observedAt,
  },
];

/** requested → accepted → observed (→ drained), each with its time: what has happened and what has not. */
export function ScopeSteps({ scope }: { scope: HeldScope }) {
  const steps: Step[] = [
    { name: 'requested', at: scope.requestedAt },
    // An agent that XEM no longer has accepts and shows nothing.
    ...(scope.progress === 'gone' ? [] : followed(scope)),
    ...(scope.desired === 'paused' ? [{ name: 'drained', at: scope.drainedAt }] : []),
  ];
  return (
    <ol className="flex flex-wrap gap-x-3 gap-y-0.5 text-small" aria-label="Progress">
      {steps.map(({ name, at }) => (
        <li key={name} className={cn('flex items-center gap-1', at === null && 'text-ink-3')}>
          <StatusGlyph
            glyph={at === null ? 'dashed-ring' : 'check'}
            className={cn('size-2.5', at !== null && toneText.ok)}
          />
          {name}
          {at === null ? (
            <span className="sr-only">: not yet</span>
          ) : (
            <TimeText at={at} show="absolute" className="text-ink-3" />
          )}
        </li>
      ))}
    </ol>
  );
}
