import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type FleetRouter = { baseUrl: string; pausedCount(): number; close(): Promise<void> };

/** Just enough of the router to pause, resume, show and list agents, each call answered after `latencyMs`. */
export async function startFleetRouter(
  agentIds: string[],
  { latencyMs, workspaceId }: { latencyMs: number; workspaceId: string },
): Promise<FleetRouter> {
  const paused = new Set<string>();
  const agentOf = (id: string) => ({
    id,
    name: id,
    registration_name: id,
    status: 'active',
    region: 'eu-central',
    last_heartbeat_at: new Date().toISOString(),
    manifest_version: 1,
    workspaces: [workspaceId],
    tools: [],
    exec_paused: paused.has(id),
    paused_workspaces: [],
    in_flight: [],
  });

  function answer(method: string, url: URL): unknown {
    const [, id = '', verb] =
      /\/management\/agents(?:\/([^/]+))?(?:\/(pause|resume)-exec)?$/.exec(url.pathname) ?? [];
    if (method === 'POST') {
      if (verb === 'pause') paused.add(id);
      else paused.delete(id);
      return agentOf(id);
    }
    if (id !== '') return agentOf(id);
    if (url.pathname.endsWith('/management/agents')) return pageOf(url, agentIds, agentOf);
    if (url.pathname.endsWith('/workspaces'))
      return pageOf(url, [workspaceId], (it) => ({ id: it, name: it }));
    return { object: 'list', data: [], has_more: false };
  }

  const server = createServer(async (request, response) => {
    request.resume();
    await delay(latencyMs);
    const body = answer(request.method ?? 'GET', new URL(request.url ?? '/', 'http://router'));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/bench/v1`,
    pausedCount: () => paused.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageOf(url: URL, ids: string[], present: (id: string) => unknown) {
  const after = url.searchParams.get('after');
  const begin = after === null ? 0 : ids.indexOf(after) + 1;
  const end = begin + Number(url.searchParams.get('limit') ?? 20);
  return { object: 'list', data: ids.slice(begin, end).map(present), has_more: end < ids.length };
}
