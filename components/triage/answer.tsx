import type { ReactNode } from 'react';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { SourceFreshness } from '@/lib/mirror/freshness';
import type { SourceName } from '@/lib/mirror/source';

type Props = {
  question: string;
  /** What the answer is read from. */
  from: SourceName[];
  sources: SourceFreshness[];
  children: ReactNode;
};

/** A question with its answer, and how old the oldest of its sources is. */
export function Answer({ question, from, sources, children }: Props) {
  const used = sources.filter(({ source }) => from.includes(source));
  const [oldest] = used.toSorted((a, b) => (b.ageMs ?? Infinity) - (a.ageMs ?? Infinity));
  const isOld = oldest !== undefined && (oldest.state === 'stale' || oldest.state === 'never');
  return (
    <Section
      title={question}
      note={
        <span className={isOld ? 'text-draining' : ''}>
          {oldest?.lastSuccessAt ? (
            <>
              {isOld ? 'may be out of date, ' : ''}as of{' '}
              <TimeText at={oldest.lastSuccessAt} show="relative" />
            </>
          ) : (
            'never read'
          )}
        </span>
      }
      className="mb-2"
    >
      <div className={isOld ? 'text-ink-2 saturate-50' : ''}>{children}</div>
    </Section>
  );
}
