import 'server-only';
import { Client } from 'pg';
import { keepAlive } from '@/lib/db/keep-alive';

/** First key of the advisory locks by which workers show that they live; any number that nothing else uses. */
export const livenessLockClass = 1_213_156;

/**
 * A connection that holds one lock a pool of workers. When the process dies, PostgreSQL drops the connection and with it
 * the locks, and the sweep of any replica takes the jobs over.
 */
export class WorkerLiveness {
  private readonly client: Client;
  /** One query at a time: a connection takes no second one meanwhile. */
  private lastClaim: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string, onLost: (error: Error) => void) {
    this.client = new Client({ connectionString: databaseUrl, ...keepAlive });
    this.client.on('error', onLost);
  }

  async connect(): Promise<void> {
    await this.client.connect();
  }

  async claim(poolId: string): Promise<void> {
    this.lastClaim = this.lastClaim.then(() =>
      this.client.query('SELECT pg_advisory_lock($1::int, hashtext($2))', [livenessLockClass, poolId]),
    );
    await this.lastClaim;
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => {
      // Already gone, and its locks with it.
    });
  }
}
