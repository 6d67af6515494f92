'use client';

import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { useTicking } from '@/components/ui/ticker';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { type TokenState, tokenStateOf } from '@/lib/auth/api-token';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import { roleNames } from '@/lib/auth/role';

const tones: Record<TokenState, Tone> = { active: 'ok', expired: 'stale', revoked: 'stale' };

export function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const state = useTicking((nowMs) => tokenStateOf(token, new Date(nowMs)));
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_7rem_16rem_5.5rem]">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="wrap-anywhere font-medium">{token.name}</span>
          <Chip tone={tones[state]}>{state}</Chip>
        </span>
        <span className="wrap-anywhere block text-ink-3 text-small">
          Made by {token.createdByName} <TimeText at={token.createdAt} show="relative" />
        </span>
      </span>
      <span className="max-lg:order-3">{roleNames[token.role]}</span>
      <span className="text-ink-3 text-small max-lg:order-4 max-lg:col-span-2">
        <span className="block">
          {token.lastUsedAt ? (
            <>
              Used <TimeText at={token.lastUsedAt} show="relative" />
            </>
          ) : (
            'Never used'
          )}
        </span>
        <span className="block">
          <End token={token} state={state} />
        </span>
      </span>
      {state === 'active' ? (
        <Button size="small" onClick={onRevoke} className="justify-self-end max-lg:order-2">
          Revoke <span className="sr-only">{token.name}</span>
        </Button>
      ) : null}
    </Row>
  );
}

function End({ token: { revokedAt, expiresAt }, state }: { token: ApiToken; state: TokenState }) {
  if (revokedAt) {
    return (
      <>
        Revoked <TimeText at={revokedAt} show="absolute" precision="minute" />
      </>
    );
  }
  if (!expiresAt) return 'Does not expire';
  return (
    <>
      {state === 'expired' ? 'Expired' : 'Expires'}{' '}
      <TimeText at={expiresAt} show="absolute" precision="minute" />
    </>
  );
}
