import 'server-only';
import type { Connection } from '@/lib/connection/connection-schema';
import type { Context } from '@/lib/context';
import type { Env } from '@/lib/env';
import { costs } from '@/lib/xem/probe/build-access';
import { readContract } from '@/lib/xem/read-contract';
import { scopes, surfaceNames } from '@/lib/xem/wire/operation-table';

export type ConnectionSettings = Pick<
  Env,
  | 'XEM_TRANSPORT'
  | 'XEM_CLI'
  | 'XEM_BASE_URL'
  | 'XEM_API_KEY'
  | 'XEM_API_KEY_EXECUTION'
  | 'XEM_API_KEY_MANAGEMENT'
  | 'XEM_API_KEY_INFERENCE'
  | 'XEM_PROFILE'
  | 'XEM_CONTRACT_FILE'
>;

const keySettings = {
  execution: 'XEM_API_KEY_EXECUTION',
  management: 'XEM_API_KEY_MANAGEMENT',
  inference: 'XEM_API_KEY_INFERENCE',
} as const;

/** Calls nobody: settings, what the contract knows, and what the calls of this process have shown. */
export async function readConnection(
  { xem }: Pick<Context, 'xem'>,
  settings: ConnectionSettings,
): Promise<Connection> {
  const { profile, surfaces } = readContract(settings);
  const { transport, missing, limited } = xem.capabilities;
  const { circuits, clockSkewMs } = xem.condition();
  const said = (sentences: Record<string, string | undefined>) =>
    Object.entries(sentences).map(([operation, why = '']) => ({ operation, why }));
  return {
    transport,
    profile: settings.XEM_PROFILE,
    product: profile.product,
    platform: profile.platform,
    baseUrl: transport === 'cli' ? null : withoutSecrets(settings.XEM_BASE_URL),
    client: settings.XEM_CLI ?? profile.cli,
    agentUnit: profile.agentUnit,
    contractFile: settings.XEM_CONTRACT_FILE ?? null,
    keys:
      transport === 'cli'
        ? []
        : scopes.map((scope) => {
            const own = keySettings[scope];
            const common = settings.XEM_API_KEY === undefined ? null : 'XEM_API_KEY';
            return { scope, setting: settings[own] === undefined ? common : own };
          }),
    missing: said(missing),
    limited: said(limited),
    circuits: surfaceNames.map((surface) => ({
      surface,
      state: circuits[surface] ?? 'closed',
      scope: surfaces[surface].scope,
      cost: costs[surface],
    })),
    clockSkewMs,
  };
}

/** An address may carry a user and a password, and a query anything at all. */
function withoutSecrets(address: string | undefined): string | null {
  if (address === undefined) return null;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
