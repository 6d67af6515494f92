'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Chip } from '@/components/ui/chip';
import { ErrorState } from '@/components/ui/error-state';
import { ShowMore } from '@/components/ui/show-more';
import type { Glyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { type CredentialActionOutcome, howToCheck, kindFacts } from '@/lib/credentials/credential-action';
import { credentialActions } from '@/lib/credentials/queries';

const looks: Record<CredentialActionOutcome, { tone: Tone; glyph: Glyph; word: string }> = {
  requested: { tone: 'draining', glyph: 'dashed-ring', word: 'asked, no answer yet' },
  accepted: { tone: 'ok', glyph: 'check', word: 'accepted' },
  refused: { tone: 'neutral', glyph: 'cross', word: 'refused' },
  unknown: { tone: 'danger', glyph: 'question', word: 'unknown' },
};

/** What was done to the credentials of one agent or key, newest first. Nothing where nothing was. */
export function ActionHistory({ subjectId }: { subjectId: string }) {
  const query = useInfiniteQuery(credentialActions(subjectId));
  const actions = query.data?.pages.flatMap(({ data }) => data) ?? [];
  if (query.error && !query.data) {
    return (
      <ErrorState
        className="mt-3"
        title="What was done before cannot be read"
        detail={query.error.message}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  if (actions.length === 0) return null;
  return (
    <>
      <h3 className="pt-3 pb-1 text-ink-3 text-small">Done before</h3>
      <ol>
        {actions.map(
          ({ actionId, kind, outcome, reason, detail, requestedAt, requestedByName, incidentRef }) => {
            const { word, ...look } = looks[outcome];
            return (
              <li key={actionId} className="border-t py-2">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="font-medium">{kindFacts[kind].label}</span>
                  <Chip {...look}>{word}</Chip>
                  {incidentRef ? (
                    <Link
                      href={`/incidents/${incidentRef}/remediation`}
                      className="text-accent hover:underline"
                    >
                      {incidentRef}
                    </Link>
                  ) : null}
                </span>
                <p className="wrap-anywhere text-ink-2">{reason}</p>
                {detail ? <p className="wrap-anywhere text-ink-2 text-small">{detail}</p> : null}
                {outcome === 'unknown' ? <p className="text-ink-2 text-small">{howToCheck[kind]}</p> : null}
                <p className="text-ink-3 text-small">
                  {requestedByName}, <TimeText at={requestedAt} />
                </p>
              </li>
            );
          },
        )}
      </ol>
      <ShowMore pages={query} label="Show older" size="small" className="mt-2" />
    </>
  );
}
