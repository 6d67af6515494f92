'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import { GuestPreviewLinks } from '@/components/share-links/guest-preview-links';
import { ShareRow } from '@/components/share-links/share-row';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { incidentShares } from '@/lib/share/queries';
import type { ShareLink } from '@/lib/share/share-link-schema';

const IssueShareDialog = dynamic(
  () => import('@/components/share-links/issue-share-dialog').then((module) => module.IssueShareDialog),
  { ssr: false },
);
const RevokeShareDialog = dynamic(
  () => import('@/components/share-links/revoke-share-dialog').then((module) => module.RevokeShareDialog),
  { ssr: false },
);
const AccessLogDialog = dynamic(
  () => import('@/components/share-links/access-log-dialog').then((module) => module.AccessLogDialog),
  { ssr: false },
);

export type SharePanelProps = { incidentRef: string; mayShare: boolean };

/** Who outside can read this incident, and who did. */
export function SharePanel({ incidentRef, mayShare }: SharePanelProps) {
  const read = useInfiniteQuery(incidentShares(incidentRef));
  const [isIssuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<ShareLink | null>(null);
  const [looking, setLooking] = useState<ShareLink | null>(null);

  if (!read.data && read.error) return <ReadError title="The share links could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={4} label="Reading the share links" />;
  const shares = read.data.pages.flatMap(({ data }) => data);

  return (
    <>
      <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="max-w-prose text-ink-2">
            A link shows the title, state, story and updates of this incident to whoever has it, without an
            account.
          </p>
          <GuestPreviewLinks incidentRef={incidentRef} />
        </div>
        {mayShare ? (
          <Button variant="primary" onClick={() => setIssuing(true)}>
            Issue a link
          </Button>
        ) : (
          <p className="text-ink-3 text-small">Commanders issue and revoke links.</p>
        )}
      </div>
      <Section title="Share links" note={read.hasNextPage ? `${shares.length} or more` : shares.length}>
        {shares.length === 0 ? (
          <EmptyState title="Nobody outside can read this incident." mood="good" />
        ) : (
          <RowList>
            {shares.map((share) => (
              <ShareRow
                key={share.shareId}
                share={share}
                mayShare={mayShare}
                onRevoke={() => setRevoking(share)}
                onLook={() => setLooking(share)}
              />
            ))}
          </RowList>
        )}
        <ShowMore pages={read} />
      </Section>
      <IssueShareDialog incidentRef={incidentRef} isOpen={isIssuing} onClose={() => setIssuing(false)} />
      <RevokeShareDialog incidentRef={incidentRef} share={revoking} onClose={() => setRevoking(null)} />
      <AccessLogDialog incidentRef={incidentRef} share={looking} onClose={() => setLooking(null)} />
    </>
  );
}
