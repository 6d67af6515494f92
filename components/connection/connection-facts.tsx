import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import type { Connection } from '@/lib/connection/connection-schema';

const transportWords: Record<Connection['transport'], string> = {
  http: 'HTTP API',
  cli: 'command-line client',
};

/** Beyond this the instants of XEM and ours can no longer be put side by side, in ms. */
const notableSkewMs = 2_000;

/** What the settings say, without any secret. */
export function ConnectionFacts({ connection }: { connection: Connection }) {
  const { transport, product, platform, profile, baseUrl, client, contractFile, keys, clockSkewMs } =
    connection;
  return (
    <Section title="Set up">
      <KeyValueList className="pt-2.5">
        <KeyValue label="Transport">{transportWords[transport]}</KeyValue>
        <KeyValue label="Profile">
          {product} {platform} <span className="text-ink-3">({profile})</span>
        </KeyValue>
        {transport === 'http' ? (
          <KeyValue label="Address">
            <span className="font-mono text-small">{baseUrl ?? 'none'}</span>
          </KeyValue>
        ) : (
          <KeyValue label="Command">
            <span className="font-mono text-small">{client}</span>, which reads its own address and key
          </KeyValue>
        )}
        {keys.map(({ scope, setting }) => (
          <KeyValue key={scope} label={`Key for ${scope}`}>
            {setting ? (
              <span className="font-mono text-small">{setting}</span>
            ) : (
              <span className="text-danger">none is configured</span>
            )}
          </KeyValue>
        ))}
        <KeyValue label="Contract file">
          {contractFile ? (
            <span className="font-mono text-small">{contractFile}</span>
          ) : (
            'none, the table as it comes'
          )}
        </KeyValue>
        <KeyValue label="Clock">{skewWords(clockSkewMs)}</KeyValue>
      </KeyValueList>
    </Section>
  );
}

function skewWords(skewMs: number | null): string {
  if (skewMs === null) return 'not known yet';
  if (Math.abs(skewMs) < notableSkewMs) return 'agrees with ours';
  return `${(Math.abs(skewMs) / 1_000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} ours`;
}
