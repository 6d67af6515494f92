'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import { TokenRow } from '@/components/account/token-row';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import { tokenList } from '@/lib/auth/queries';

const CreateTokenDialog = dynamic(
  () => import('@/components/account/create-token-dialog').then((module) => module.CreateTokenDialog),
  { ssr: false },
);
const RevokeTokenDialog = dynamic(
  () => import('@/components/account/revoke-token-dialog').then((module) => module.RevokeTokenDialog),
  { ssr: false },
);

/** Tokens for scripts and other programs. */
export function TokensPanel() {
  const read = useInfiniteQuery(tokenList());
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);

  if (!read.data && read.error) return <ReadError title="The API tokens could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={4} label="Reading the API tokens" />;
  const tokens = read.data.pages.flatMap(({ data }) => data);

  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-60 text-ink-2">
          For scripts and other programs. A token acts with its own role;{' '}
          <a href="/api/v1/openapi.json" className="text-accent underline">
            what it can do
          </a>{' '}
          is the whole API.
        </p>
        <Button variant="primary" onClick={() => setCreating(true)}>
          Make a token
        </Button>
      </div>
      <Section title="API tokens" note={read.hasNextPage ? `${tokens.length} or more` : tokens.length}>
        {tokens.length === 0 ? (
          <EmptyState
            title="No token has been made."
            detail="Nothing but people can use this installation."
          />
        ) : (
          <RowList>
            {tokens.map((token) => (
              <TokenRow key={token.tokenId} token={token} onRevoke={() => setRevoking(token)} />
            ))}
          </RowList>
        )}
        <ShowMore pages={read} />
      </Section>
      <CreateTokenDialog isOpen={isCreating} onClose={() => setCreating(false)} />
      <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}
