import type { Env } from '@/lib/env';

/** Where people reach this installation. */
export function publicUrl(env: Pick<Env, 'HOLDFAST_URL' | 'PORT'>): string {
  return env.HOLDFAST_URL ?? `http://localhost:${env.PORT}`;
}
