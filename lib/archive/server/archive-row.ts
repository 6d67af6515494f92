import 'server-only';
import type { Archive } from '@/lib/db/generated/client';

/** An archive as the job handles it. */
export type ArchiveRow = Archive & { incident: { id: string; number: number } };

export type NextStep = { againAfterMs: number | null };
