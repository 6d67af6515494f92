'use client';

import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { useTicking } from '@/components/ui/ticker';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { profileNames } from '@/lib/share/profile';
import { type ShareState, shareModeNames, shareStateOf } from '@/lib/share/share-link';
import type { ShareLink } from '@/lib/share/share-link-schema';

const tones: Record<ShareState, Tone> = { active: 'ok', expired: 'stale', revoked: 'stale' };

export type ShareRowProps = {
  share: ShareLink;
  mayShare: boolean;
  onRevoke: () => void;
  onLook: () => void;
};

export function ShareRow({ share, mayShare, onRevoke, onLook }: ShareRowProps) {
  const state = useTicking((nowMs) => shareStateOf(share, new Date(nowMs)));
  return (
    <Row className="lg:grid-cols-[minmax(0,1fr)_7rem_11.5rem_auto]">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="wrap-anywhere font-medium">{share.label}</span>
          <Chip tone={tones[state]}>{state}</Chip>
        </span>
        <span className="wrap-anywhere block text-ink-3 text-small">
          Issued by {share.createdByName} <TimeText at={share.createdAt} show="relative" />
        </span>
      </span>
      <span>
        {shareModeNames[share.mode]}, {profileNames[share.profile].toLowerCase()}
      </span>
      <span className="text-ink-3 text-small">
        <span className="block">
          <End share={share} state={state} />
        </span>
        <Button variant="link" size="small" onClick={onLook}>
          {opened(share.openedCount)}
          <span className="sr-only">: access log of {share.label}</span>
        </Button>
      </span>
      {state === 'active' && mayShare ? (
        <Button size="small" onClick={onRevoke} className="justify-self-start lg:justify-self-end">
          Revoke <span className="sr-only">{share.label}</span>
        </Button>
      ) : null}
    </Row>
  );
}

function opened(count: number): string {
  if (count === 0) return 'Not opened yet';
  return count === 1 ? 'Opened once' : `Opened ${count} times`;
}

function End({ share: { revokedAt, expiresAt }, state }: { share: ShareLink; state: ShareState }) {
  if (revokedAt) {
    return (
      <>
        Revoked <TimeText at={revokedAt} show="absolute" precision="minute" />
      </>
    );
  }
  return (
    <>
      {state === 'expired' ? 'Expired' : 'Expires'}{' '}
      <TimeText at={expiresAt} show="absolute" precision="minute" />
    </>
  );
}
