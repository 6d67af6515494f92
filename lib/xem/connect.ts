import type { Clock } from '@/lib/clock';
import { AppError } from '@/lib/errors';
import { createCliXem } from '@/lib/xem/cli/create-cli-xem';
import { environmentFor } from '@/lib/xem/cli/environment';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { readContract } from '@/lib/xem/read-contract';
import type { ProfileName } from '@/lib/xem/wire/profiles';
import type { Xem } from '@/lib/xem/xem';

/** The settings as the environment names them. A key for one scope goes before the common key. */
export type XemSettings = {
  XEM_TRANSPORT?: 'http' | 'cli' | undefined;
  /** The command-line client, by name or by path; the profile's own where absent. */
  XEM_CLI?: string | undefined;
  XEM_BASE_URL?: string | undefined;
  XEM_API_KEY?: string | undefined;
  XEM_API_KEY_EXECUTION?: string | undefined;
  XEM_API_KEY_MANAGEMENT?: string | undefined;
  XEM_API_KEY_INFERENCE?: string | undefined;
  /** What the vendor calls itself; `xerotier` where absent. */
  XEM_PROFILE?: ProfileName | undefined;
  /** A JSON file with what this router does otherwise than the table assumes. */
  XEM_CONTRACT_FILE?: string | undefined;
};

/** Chooses the transport. Opens no connection: the first call does. */
export function connectXem(
  settings: XemSettings,
  options: { clock?: Clock; environment?: Record<string, string | undefined> } = {},
): Xem {
  const contract = readContract(settings);
  if (settings.XEM_TRANSPORT === 'cli') {
    return createCliXem({
      contract,
      command: settings.XEM_CLI ?? contract.profile.cli,
      env: environmentFor(contract, options.environment ?? process.env),
    });
  }
  if (settings.XEM_BASE_URL === undefined) {
    throw new AppError(
      'invalid_input',
      'XEM_BASE_URL is missing: give the address that ends in /<project>/v1.',
    );
  }
  return createHttpXem({
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    baseUrl: settings.XEM_BASE_URL,
    contract,
    keys: {
      execution: settings.XEM_API_KEY_EXECUTION ?? settings.XEM_API_KEY,
      management: settings.XEM_API_KEY_MANAGEMENT ?? settings.XEM_API_KEY,
      inference: settings.XEM_API_KEY_INFERENCE ?? settings.XEM_API_KEY,
    },
  });
}
