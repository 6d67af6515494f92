import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import type { ApiKey } from '@/lib/credentials/api-key-schema';

type ApiKeyRowProps = { apiKey: ApiKey; mayRevoke: boolean; onRevoke: () => void };

export function ApiKeyRow({ apiKey, mayRevoke, onRevoke }: ApiKeyRowProps) {
  const { name, prefix, scopes, isActive, lastUsedAt, expiresAt, usedBy } = apiKey;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_12rem_5rem]">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="wrap-anywhere font-medium">{name}</span>
          {isActive === false ? <Chip tone="stale">revoked</Chip> : null}
          {usedBy.length > 0 && isActive !== false ? (
            <Chip tone="accent" glyph="dot">
              Holdfast uses it: {usedBy.join(', ')}
            </Chip>
          ) : null}
        </span>
        <span className="wrap-anywhere block font-mono text-ink-3 text-small">
          {prefix ?? 'no prefix shown'}
        </span>
      </span>
      <span className="min-w-0 text-ink-2 max-lg:order-3 max-lg:col-span-2">
        {scopes === null ? 'scopes not shown' : scopes.join(', ') || 'no scope'}
      </span>
      <span className="text-ink-3 text-small max-lg:order-4 max-lg:col-span-2">
        {lastUsedAt ? (
          <>
            Last used <TimeText at={lastUsedAt} show="relative" />
          </>
        ) : (
          'Never used, or not shown'
        )}
        {expiresAt ? (
          <span className="block">
            Expires <TimeText at={expiresAt} />
          </span>
        ) : null}
      </span>
      {mayRevoke && isActive !== false ? (
        <Button size="small" onClick={onRevoke} aria-label={`Revoke ${name}`} className="justify-self-end">
          Revoke…
        </Button>
      ) : null}
    </Row>
  );
}
