import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Change } from '@/lib/live/change';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import type { SourceName } from '@/lib/mirror/source';
import type { Page, PageRequest } from '@/lib/xem/xem';

export type PollContext = Pick<Context, 'db' | 'xem' | 'clock' | 'logger'>;

export type PollResult = {
  /** Wants to be read again at once. */
  isBehind: boolean;
  /** Whether anything was stored that was not known. */
  hasNews: boolean;
};

/** A row that is not over yet, so that it has to be looked at again. */
export type OpenRow = { id: string; begunAt: Date; observedAt: Date };

/** An id that another record names and no page has shown, and when that record was last seen. */
export type MissingRow = { id: string; namedAt: Date };

/** A list that XEM gives newest first and without filters, and how its rows are kept. */
export type ListSource<Item> = {
  name: SourceName;
  changed: Change['changed'];
  list(page: PageRequest): Promise<Page<Item>>;
  show(id: string): Promise<Item>;
  idOf(item: Item): string;
  begunAt(item: Item): Date | null;
  /** Whatever must be there before rows that begun at these times are stored, outside their transaction. */
  prepare?(begunAt: Date[]): Promise<void>;
  /** How many of these are stored. */
  countKnown(ids: string[]): Promise<number>;
  /** Returns how many rows were new or changed. */
  store(
    tx: Transaction,
    items: Item[],
    how: { observedAt: Date; workspaceIdOf: WorkspaceResolver },
  ): Promise<number>;
  /** The longest unseen first, however long ago they began. */
  readOpen(except: string[]): Promise<OpenRow[]>;
  /** Those that records seen since then name, the longest named first. */
  readMissing?(namedSince: Date, except: string[]): Promise<MissingRow[]>;
  /** Notes that rows were looked at and had not changed. */
  touch(ids: string[], observedAt: Date): Promise<unknown>;
  /** Notes that XEM no longer knows rows that were not seen since. Without it they stay open as they were last seen. */
  markGone?(tx: Transaction, ids: string[], goneAt: Date): Promise<{ count: number }>;
};
