import type { ApiKey } from '@/lib/credentials/api-key-schema';

/** What revoking a key does, before it is done. */
export function keyConsequences({ usedBy, scopes }: ApiKey): string[] {
  return [
    'Whoever uses the key is refused from the next request on. A revoked key does not come back.',
    ...(scopes && scopes.length > 0
      ? [`Its users lose the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(', ')}.`]
      : []),
    'Calls that were started with it go on.',
    ...(usedBy.length > 0
      ? [
          `Holdfast itself works with it (${usedBy.join(', ')}): until another key is configured, nothing can be seen or stopped from here.`,
        ]
      : []),
  ];
}
