import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { publicUrl } from '@/lib/auth/public-url';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { profileNames } from '@/lib/share/profile';
import { redact } from '@/lib/share/redact';
import { readShareSource } from '@/lib/share/server/read-share-source';
import { toShareLink } from '@/lib/share/server/to-share-link';
import { shareModeNames } from '@/lib/share/share-link';
import type { issueShareInput, ShareLink } from '@/lib/share/share-link-schema';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof issueShareInput> & { incidentRef: string };

const dayMs = 24 * 60 * 60 * 1000;

/** 256 bits: nobody finds one by trying. Only the hash is kept, so the address can be shown once. */
const tokenBytes = 32;

export const hashShareToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export async function issueShare(context: Context, input: Input): Promise<{ share: ShareLink; url: string }> {
  requireRole(context, 'commander');
  const { db, clock, actor } = context;
  const incident = await findIncident(db, input.incidentRef);
  const { label, mode, profile } = input;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + input.expiresInDays * dayMs);
  const token = randomBytes(tokenBytes).toString('base64url');
  const snapshot =
    mode === 'frozen'
      ? redact(await readShareSource(context, incident), profile, now.toISOString())
      : undefined;

  const share = await db.$transaction(async (tx) => {
    const row = await tx.shareLink.create({
      data: {
        incidentId: incident.id,
        tokenHash: hashShareToken(token),
        label,
        mode,
        profile,
        ...(snapshot && { snapshot }),
        expiresAt,
        createdById: actor.actorId,
        createdByName: actor.name,
        createdAt: now,
      },
    });
    const facts = { shareId: row.id, label, mode, profile, expiresAt: expiresAt.toISOString() };
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'share_issued',
      source: 'person',
      text: `Share link for ${label}: ${shareModeNames[mode].toLowerCase()}, ${profileNames[profile].toLowerCase()}`,
      data: facts,
    });
    await recordAudit(context, tx, {
      action: 'share_issued',
      subjectKind: 'share',
      subjectId: row.id,
      data: { ...facts, incidentId: incident.id },
    });
    await announce(tx, { incident: incident.number, changed: 'share' });
    return toShareLink(tx, row);
  });
  return { share, url: `${publicUrl(readEnv())}/s/${token}` };
}
