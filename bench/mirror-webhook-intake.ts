import { createHmac } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { database } from '@/lib/context';
import { processSingleton } from '@/lib/process-singleton';
import type { Intake } from '@/lib/webhooks/server/intake';

export type WebhookIntakeFigures = {
  deliveries: number;
  /** A second, median of the rounds. */
  received: number;
  inserted: number;
  /** `received / inserted`; the budget is a third. */
  ratio: number;
};

const rounds = 5;
const deliveries = 3_000;
/** As many connections as the console's own pool has, so that neither side has more of the database. */
const atOnce = 10;
const secret = 'a-secret-for-the-bench-alone';

/**
 * Deliveries a second through the real route handler, signatures and all, against bare inserts of the same rows, one
 * statement a row as well, over as many connections. Both in this process and the same Postgres, round about.
 */
export async function measureWebhookIntake(databaseUrl: string): Promise<WebhookIntakeFigures> {
  process.env.DATABASE_URL = databaseUrl;
  process.env.HOLDFAST_SECRET ??= 'a-secret-for-the-bench-that-is-long-enough';
  process.env.XEM_WEBHOOK_SECRET = secret;
  processSingleton('logger', () => pino({ level: 'silent' }));
  const { POST } = await import('@/app/api/webhooks/xem/route');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: atOnce });
  const received: number[] = [];
  const inserted: number[] = [];
  try {
    // The first round warms both.
    for (let round = 0; round <= rounds; round += 1) {
      const bodies = Array.from({ length: deliveries }, () => bodyOf(crypto.randomUUID()));
      await empty(pool);
      // Signing is the sender's work.
      const throughRoute = await perSecond(bodies.map(requestOf), async (request) => {
        const answer = await POST(request);
        if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      });
      const { rows } = await pool.query('SELECT count(*)::int AS count FROM "WebhookDelivery"');
      if (rows[0].count !== deliveries) throw new Error(`${rows[0].count} rows of ${deliveries}`);
      await empty(pool);
      const bare = await perSecond(bodies, (body) => pool.query(insert, valuesOf(body)));
      if (round > 0) {
        received.push(throughRoute);
        inserted.push(bare);
      }
    }
  } finally {
    await processSingleton('webhook_intake', nobodyCame).ledger.written();
    await empty(pool);
    await Promise.all([pool.end(), database().$disconnect()]);
  }
  const [ours, theirs] = [median(received), median(inserted)];
  return { deliveries, received: ours, inserted: theirs, ratio: ours / theirs };
}

export function printWebhookIntake({
  deliveries: count,
  received,
  inserted,
  ratio,
}: WebhookIntakeFigures): void {
  console.log(`webhook intake, ${count} deliveries, ${atOnce} at once, median of ${rounds} rounds`);
  console.log(`  through the route  ${received.toFixed(0).padStart(7)} a second`);
  console.log(`  bare inserts       ${inserted.toFixed(0).padStart(7)} a second`);
  console.log(`  ratio              ${ratio.toFixed(2).padStart(7)} (budget: at least 0.33)`);
}

function nobodyCame(): Intake {
  throw new Error('the route was never called');
}

const empty = (pool: pg.Pool) => pool.query('TRUNCATE "WebhookDelivery"');

async function perSecond<Item>(items: Item[], take: (item: Item) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await take(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (items.length / (performance.now() - startedAt)) * 1_000;
}

function bodyOf(id: string): string {
  const data = {
    invocation_id: `inv_${id.slice(0, 8)}`,
    execution_id: `exe_${id.slice(0, 8)}`,
    tool_name: 'kubectl_get',
    workspace_id: 'ws_8f2c1a04b9e7',
    agent_id: 'agt_xem_fleet_01',
    exit_code: 0,
    duration_ms: 412,
  };
  return JSON.stringify({
    id: `evt_${id}`,
    object: 'event',
    type: 'exec.completed',
    created_at: 1_782_000_000,
    data,
  });
}

function requestOf(body: string): Request {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return new Request('http://localhost:3000/api/webhooks/xem', {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Webhook-Timestamp': timestamp,
      'X-Webhook-Signature': createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'),
    },
  });
}

const insert = `
  INSERT INTO "WebhookDelivery" ("eventId", type, "executionId", "invocationId", "agentId", "workspaceId", "occurredAt",
    "receivedAt", "lastReceivedAt", "signedBy", "bodyBytes", body, "dueAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now(), 'environment', $8, $9, now())`;

function valuesOf(body: string): unknown[] {
  const { id, type, created_at: createdAt, data } = JSON.parse(body);
  const at = new Date(createdAt * 1_000);
  return [
    id,
    type,
    data.execution_id,
    data.invocation_id,
    data.agent_id,
    data.workspace_id,
    at,
    body.length,
    body,
  ];
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
