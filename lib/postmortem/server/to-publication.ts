import 'server-only';
import type { PostmortemRevision } from '@/lib/db/generated/client';
import type { Publication } from '@/lib/postmortem/postmortem';

export function toPublication(row: PostmortemRevision): Publication {
  const { number, sha256, publishedAt, publishedByName } = row;
  return { number, sha256, publishedAt: publishedAt.toISOString(), publishedByName };
}
