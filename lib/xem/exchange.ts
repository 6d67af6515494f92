import type { OperationName } from '@/lib/xem/wire/operation-table';
import type { XemBlob } from '@/lib/xem/xem';

/** One operation of the table with what it is about, for whatever transport. */
export type Call = {
  operation: OperationName;
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: Record<string, unknown>;
};

/** What is known of a call whatever became of it; kept with every failure. */
export type CallTrace = { operation: OperationName; path: string; requestId: string | null };

export type Answer = { body: unknown; call: CallTrace };

/** What a transport has to offer; the port is built on it once for all. */
export type Exchange = {
  /** Repeats what is safe to repeat. */
  read(call: Call): Promise<Answer>;
  /** Sends once, whatever happens, and gives up within the deadline for writes, or within the time that is given. */
  write(call: Call, withinMs?: number): Promise<Answer>;
  /** In ms, with all that belongs to one write: waiting for a turn, and the other routes and keys that are tried. */
  writeDeadlineMs: number;
  stream(call: Call): Promise<XemBlob>;
  /** Null until the router's clock has been seen. */
  clockSkewMs(): number | null;
};
