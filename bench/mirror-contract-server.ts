import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type ContractServer = {
  baseUrl: string;
  /** Lets this many more executions happen, one after another until then. */
  happen(count: number, until: number): void;
  close(): Promise<void>;
};

const path = '/bench/v1/exec/executions';
/** Time between two executions. */
export const everyMs = 20;

/** One in so many never ends, so that its mirror looks at it again and again. */
const openEvery = 200;

/** Just enough of the router to list and show executions, so that what is measured is Holdfast: rows of usual size, over real HTTP. */
export async function startContractServer({ latencyMs }: { latencyMs: number }): Promise<ContractServer> {
  /** Newest last. */
  const rows: { id: string; json: string }[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://router');
    response.setHeader('content-type', 'application/json');
    const shown = url.pathname.startsWith(`${path}/exe_`)
      ? rows[Number(url.pathname.slice(path.length + 5))]
      : undefined;
    if (shown !== undefined) {
      await delay(latencyMs);
      return response.end(shown.json);
    }
    if (url.pathname !== path) return response.writeHead(404).end('{"error":{"code":"not_found"}}');
    const after = url.searchParams.get('after');
    const end = after === null ? rows.length : Number(after.slice(4));
    const begin = Math.max(0, end - Number(url.searchParams.get('limit') ?? 20));
    const data = rows.slice(begin, end).reverse();
    await delay(latencyMs);
    return response.end(
      `{"object":"list","has_more":${begin > 0},"data":[${data.map(({ json }) => json).join()}]}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/bench/v1`,
    happen(count, until) {
      for (let made = 0; made < count; made += 1) {
        const id = `exe_${rows.length}`;
        rows.push({ id, json: JSON.stringify(execution(id, rows.length, until - (count - made) * everyMs)) });
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function execution(id: string, index: number, startedAt: number) {
  const isOpen = index % openEvery === 0;
  const hasFailed = index % 50 === 49;
  return {
    execution_id: id,
    invocation_id: `inv_${index}`,
    workspace_id: `ws_${index % 300}`,
    tool_name: `tool_${index % 40}`,
    agent_id: `agt_${index % 2_000}`,
    risk: index % 10 === 0 ? 'destructive' : 'read',
    status: isOpen ? 'running' : hasFailed ? 'failed' : 'completed',
    exit_code: isOpen ? null : hasFailed ? 1 : 0,
    arguments: { name: `server-${index % 900}`, region: 'eu-central', reason: 'scheduled check' },
    output: 'x'.repeat(300),
    error: null,
    approval_id: null,
    chat_id: `chat_${index % 700}`,
    branch_id: null,
    requested_by: 'service-watch',
    started_at: new Date(startedAt).toISOString(),
    completed_at: isOpen ? null : new Date(startedAt + 15).toISOString(),
    duration_ms: isOpen ? null : 15,
  };
}
