import 'server-only';
import { Client } from 'pg';
import { z } from 'zod';
import { keepAlive } from '@/lib/db/keep-alive';
import { changeNames, type LiveEvent, liveChannel } from '@/lib/live/change';
import type { Logger } from '@/lib/observability/logger';

/** 'reset' means that events may have been missed: read everything again. */
export type HubMessage = LiveEvent | 'reset';
type Listener = (message: HubMessage) => void;

const liveEventSchema = z.object({
  id: z.string(),
  incident: z.number().int().nullable(),
  changed: z.enum(changeNames),
});

/** Events kept for browsers that reconnect. */
const rememberedCount = 1_000;
const reconnectAfterMs = 1_000;

/** The one LISTEN connection of this process, fanned out to its streams. */
export class LiveHub {
  private readonly listeners = new Set<Listener>();
  private recent: LiveEvent[] = [];
  private client: Client | undefined;
  private isClosed = false;

  private readonly databaseUrl: string;
  private readonly logger: Logger;

  constructor(databaseUrl: string, logger: Logger) {
    this.databaseUrl = databaseUrl;
    this.logger = logger;
    void this.connect();
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** Events after `lastEventId`, or null when that one is no longer remembered here. */
  since(lastEventId: string): LiveEvent[] | null {
    const index = this.recent.findIndex((event) => event.id === lastEventId);
    return index === -1 ? null : this.recent.slice(index + 1);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.listeners.clear();
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, ...keepAlive });
    this.client = client;
    client.on('notification', ({ payload }) => this.receive(payload));
    client.on('error', (error) => this.logger.warn({ err: error }, 'live connection lost'));
    client.on('end', () => this.reconnect());
    try {
      await client.connect();
      await client.query(`LISTEN ${liveChannel}`);
      this.broadcast('reset');
    } catch (error) {
      this.logger.warn({ err: error }, 'live connection cannot be made');
      await client.end().catch(() => {});
    }
  }

  /** What was announced meanwhile is unknown, so the memory starts afresh. */
  private reconnect(): void {
    if (this.isClosed) return;
    this.recent = [];
    setTimeout(() => void this.connect(), reconnectAfterMs).unref();
  }

  private receive(payload: string | undefined): void {
    const parsed = liveEventSchema.safeParse(JSON.parse(payload ?? 'null'));
    if (!parsed.success) return;
    this.recent = [...this.recent.slice(1 - rememberedCount), parsed.data];
    this.broadcast(parsed.data);
  }

  private broadcast(message: HubMessage): void {
    for (const listener of this.listeners) listener(message);
  }
}
