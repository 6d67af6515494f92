'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ReadError } from '@/components/account/read-error';
import { Chip } from '@/components/ui/chip';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Row, RowList } from '@/components/ui/row-list';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { shareAccesses } from '@/lib/share/queries';
import type { ShareOutcome } from '@/lib/share/share-link';
import type { ShareLink } from '@/lib/share/share-link-schema';

const tones: Record<ShareOutcome, Tone> = { shown: 'ok', expired: 'stale', revoked: 'stale' };

type Props = { incidentRef: string; share: ShareLink | null; onClose: () => void };

export function AccessLogDialog({ incidentRef, share, onClose }: Props) {
  return (
    <Dialog isOpen={share !== null} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent
        title={`Who opened the link for ${share?.label ?? ''}`}
        description="Newest first. A reload within a minute counts once; a flood is noted in part."
      >
        <DialogBody>
          {share ? <AccessLog key={share.shareId} incidentRef={incidentRef} shareId={share.shareId} /> : null}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function AccessLog({ incidentRef, shareId }: { incidentRef: string; shareId: string }) {
  const read = useInfiniteQuery(shareAccesses(incidentRef, shareId));
  if (!read.data && read.error) return <ReadError title="The access log could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={3} label="Reading the access log" />;
  const accesses = read.data.pages.flatMap(({ data }) => data);
  if (accesses.length === 0) return <EmptyState title="Nobody has opened it yet." />;
  return (
    <>
      <RowList>
        {accesses.map(({ accessId, accessedAt, outcome, userAgent }) => (
          <Row key={accessId} className="grid-cols-[minmax(0,1fr)_auto]">
            <span className="min-w-0">
              <TimeText at={accessedAt} />
              <span className="wrap-anywhere block text-ink-3 text-small">
                {userAgent ?? 'A browser that does not say its name'}
              </span>
            </span>
            <Chip tone={tones[outcome]}>{outcome}</Chip>
          </Row>
        ))}
      </RowList>
      <ShowMore pages={read} />
    </>
  );
}
