import 'server-only';
import type { OwnKeys } from '@/lib/credentials/own-keys';
import type { Env } from '@/lib/env';

type KeySettings = Pick<
  Env,
  'XEM_API_KEY' | 'XEM_API_KEY_EXECUTION' | 'XEM_API_KEY_MANAGEMENT' | 'XEM_API_KEY_INFERENCE'
>;

/** The keys that Holdfast works with, by the setting that holds each. Their values never leave the server. */
export function ownKeysOf(env: KeySettings): OwnKeys {
  const { XEM_API_KEY, XEM_API_KEY_EXECUTION, XEM_API_KEY_MANAGEMENT, XEM_API_KEY_INFERENCE } = env;
  return { XEM_API_KEY, XEM_API_KEY_EXECUTION, XEM_API_KEY_MANAGEMENT, XEM_API_KEY_INFERENCE };
}
