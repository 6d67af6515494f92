'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CapabilityNote } from '@/components/connection/capability-note';
import { ApiKeyRow } from '@/components/credentials/api-key-row';
import { keyConsequences } from '@/components/credentials/key-consequences';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ApiKey } from '@/lib/credentials/api-key-schema';
import { apiKeyList } from '@/lib/credentials/queries';

const ActionDialog = dynamic(
  () => import('@/components/credentials/action-dialog').then((module) => module.ActionDialog),
  { ssr: false },
);

/** The keys of the XEM project, as XEM lists them now: whose they may be, and the way to revoke one that leaked. */
export function ApiKeysPanel({ mayRevoke }: { mayRevoke: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(apiKeyList());
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <>
      <p className="mb-4 max-w-prose text-ink-2">
        A key that leaked is revoked, not rotated: rotating leaves the old one alive for a day. Make the new
        key in XEM first and move its users. Keys cannot be made here.
      </p>
      <CapabilityNote operation="listApiKeys" title="The keys cannot be listed this way." className="mb-4" />
      {data?.isOwnUseUnknown ? (
        <Banner
          tone="draining"
          title="Which keys Holdfast works with cannot be told for all of them."
          className="mb-4"
        >
          Compare with its settings before you revoke one: without its key Holdfast sees and stops nothing.
        </Banner>
      ) : null}
      <Section title="XEM API keys" note={data ? data.data.length : null}>
        {data === undefined ? (
          error ? (
            <ErrorState
              className="mt-3"
              title="The keys cannot be read"
              detail={error.message}
              onRetry={() => void refetch()}
              isRetrying={isFetching}
            />
          ) : (
            <SkeletonRows rows={6} label="Reading the keys from XEM" />
          )
        ) : data.data.length === 0 ? (
          <EmptyState title="XEM lists no key." />
        ) : (
          <RowList>
            {data.data.map((key) => (
              <ApiKeyRow
                key={key.keyId}
                apiKey={key}
                mayRevoke={mayRevoke}
                onRevoke={() => setRevoking(key)}
              />
            ))}
          </RowList>
        )}
      </Section>
      {mayRevoke ? null : <p className="text-ink-3 text-small">Revoking a key needs the role Commander.</p>}
      {revoking ? (
        <ActionDialog
          kind="revoke_api_key"
          subjectId={revoking.keyId}
          subjectName={revoking.name}
          consequences={keyConsequences(revoking)}
          incidentRef={null}
          ownSetting={revoking.usedBy[0] ?? null}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </>
  );
}
