import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Env, parseEnv } from '@/lib/env';

/** Without a public address only this machine can reach the console. */
const loopback = '127.0.0.1';

export type Settings = {
  env: Env;
  home: string;
  /** The address to listen on; undefined is every one. */
  host: string | undefined;
  url: string;
};

/** Checks every variable before anything starts; what `npm start` supplies itself counts as given. */
export function readSettings(source: NodeJS.ProcessEnv): Settings {
  const env = parseEnv({
    ...source,
    DATABASE_URL: source.DATABASE_URL || 'postgresql://holdfast@127.0.0.1/holdfast',
    HOLDFAST_SECRET: source.HOLDFAST_SECRET || 'supplied-by-npm-start-when-it-is-absent',
  });
  return {
    env,
    home: resolve(env.HOLDFAST_HOME),
    host: env.HOLDFAST_URL ? undefined : loopback,
    url: env.HOLDFAST_URL ?? `http://localhost:${env.PORT}`,
  };
}

/** The secret that signs sessions, made once where none is given, so that people stay signed in over a restart. */
export function readSecret(source: NodeJS.ProcessEnv, home: string): string {
  if (source.HOLDFAST_SECRET) return source.HOLDFAST_SECRET;
  const path = join(home, 'secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
