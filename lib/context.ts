import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { actorFromHeaders } from '@/lib/auth/server/actor-from-headers';
import { type Auth, createAuth } from '@/lib/auth/server/auth';
import { type Clock, systemClock } from '@/lib/clock';
import { connectDatabase, type Database } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { assertSameOrigin } from '@/lib/http/assert-same-origin';
import { type Logger, logger } from '@/lib/observability/logger';
import { processSingleton } from '@/lib/process-singleton';
import { connectXem } from '@/lib/xem/connect';
import type { Xem } from '@/lib/xem/xem';

/** Everything a verb may touch. Assembled here and nowhere else; tests assemble their own. */
export type Context = {
  actor: Actor;
  db: Database;
  xem: Xem;
  clock: Clock;
  /** Of the request or job; stands in every log line and error. */
  requestId: string;
  logger: Logger;
  /** Folder for evidence and other files of this installation. */
  home: string;
};

export function database(): Database {
  return processSingleton('database', () => connectDatabase(readEnv().DATABASE_URL));
}

export function auth(): Auth {
  return processSingleton('auth', () => createAuth(database(), readEnv()));
}

/** Seals what must not lie readable in the database. */
export function installationSecret(): string {
  return readEnv().HOLDFAST_SECRET;
}

export function createContext(actor: Actor, requestId: string): Context {
  return {
    actor,
    db: database(),
    xem: processSingleton('xem', () => connectXem(readEnv())),
    clock: systemClock,
    requestId,
    logger: logger().child({ requestId }),
    home: readEnv().HOLDFAST_HOME,
  };
}

/** Null when nobody is signed in. */
export async function findActor(headers: Headers): Promise<Actor | null> {
  const bootstrapToken = readEnv().HOLDFAST_BOOTSTRAP_TOKEN;
  return actorFromHeaders(headers, { db: database(), auth: auth(), clock: systemClock, bootstrapToken });
}

/** Throws `not_signed_in`, or `not_allowed` when another site's page sent the request. */
export async function contextFromRequest(request: Request, requestId: string): Promise<Context> {
  const actor = await findActor(request.headers);
  if (!actor)
    throw new AppError('not_signed_in', 'sign in, or send an API token as Authorization: Bearer hf_…');
  if (actor.kind === 'person') assertSameOrigin(request);
  return createContext(actor, requestId);
}
