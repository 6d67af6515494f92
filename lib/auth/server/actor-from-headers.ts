import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import { roleSchema } from '@/lib/auth/role-schema';
import type { Auth } from '@/lib/auth/server/auth';
import type { Clock } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

type Sources = { db: Database; auth: Auth; clock: Clock; bootstrapToken: string | undefined };

/** Who sent these headers: an API token, else the session cookie, else nobody. Throws `not_signed_in` for a bad token. */
export async function actorFromHeaders(headers: Headers, sources: Sources): Promise<Actor | null> {
  const bearer = headers.get('authorization')?.match(/^Bearer +(hf_\S+)$/i)?.[1];
  if (bearer) return actorFromToken(bearer, sources);
  if (headers.has('authorization')) throw new AppError('not_signed_in', 'Authorization must be: Bearer hf_…');
  const found = await sources.auth.api.getSession({ headers });
  if (!found || found.user.disabledAt) return null;
  return {
    kind: 'person',
    actorId: found.user.id,
    name: found.user.name,
    role: roleSchema.parse(found.user.role),
    signedInAt: found.session.provenAt ?? found.session.createdAt,
    sessionId: found.session.id,
  };
}

async function actorFromToken(token: string, { db, clock, bootstrapToken }: Sources): Promise<Actor> {
  const tokenHash = hashToken(token);
  if (bootstrapToken && timingSafeEqual(Buffer.from(tokenHash), Buffer.from(hashToken(bootstrapToken)))) {
    return { kind: 'token', actorId: 'bootstrap', name: 'Bootstrap token', role: 'admin', signedInAt: null };
  }
  const row = await db.apiToken.findUnique({ where: { tokenHash } });
  const now = clock.now();
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) {
    throw new AppError('not_signed_in', 'this API token is unknown, expired or revoked');
  }
  // Once a minute is precise enough, and keeps a busy token from writing on every request.
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return { kind: 'token', actorId: row.id, name: row.name, role: row.role, signedInAt: null };
}
