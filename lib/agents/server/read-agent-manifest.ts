import 'server-only';
import { z } from 'zod';
import type { Manifest, ManifestTool } from '@/lib/agents/agent';
import type { Context } from '@/lib/context';
import { isAppError, notFound } from '@/lib/errors';
import type { Xem } from '@/lib/xem/xem';

/** Manifests name tools alone, or as records with a risk; whatever is neither says nothing. */
const wireTools = z.object({
  tools: z.array(z.union([z.object({ name: z.string(), risk: z.string().nullish() }), z.unknown()])),
});

/** The catalogue seldom changes, and every page of an agent would ask for all of it. In ms. */
const catalogueTrustedForMs = 5 * 60_000;
const mostPages = 20;
const catalogues = new WeakMap<Xem, { readAt: number; risks: Map<string, string> }>();

/** The risk of each tool by the manifest, else by XEM's catalogue, else as it was seen on executions. */
export async function readAgentManifest(
  context: Pick<Context, 'db' | 'xem' | 'clock'>,
  { agentId }: { agentId: string },
): Promise<Manifest> {
  const agent = await context.db.agent.findUnique({
    where: { agentId },
    select: { tools: true, raw: true },
  });
  if (!agent) throw notFound('agent', agentId);
  const told = risksIn(agent.raw);
  const untold = agent.tools.filter((toolName) => !told.has(toolName));
  const { risks: listed, note } = untold.length === 0 ? nothingToAsk : await readCatalogue(context);
  const seen = await readSeen(
    context.db,
    untold.filter((toolName) => !listed.has(toolName)),
  );
  const known: [NonNullable<ManifestTool['riskSource']>, Map<string, string>][] = [
    ['manifest', told],
    ['catalogue', listed],
    ['executions', seen],
  ];
  const data = agent.tools.map((toolName) => {
    const [riskSource = null, risks] = known.find(([, it]) => it.has(toolName)) ?? [];
    return { toolName, risk: risks?.get(toolName) ?? null, riskSource };
  });
  return { data, note: data.every(({ riskSource }) => riskSource === 'manifest') ? null : note };
}

const nothingToAsk = { risks: new Map<string, string>(), note: null };

function risksIn(raw: unknown): Map<string, string> {
  const parsed = wireTools.safeParse(raw);
  const risks = new Map<string, string>();
  for (const tool of parsed.data?.tools ?? []) {
    if (typeof tool !== 'object' || tool === null || !('name' in tool) || !('risk' in tool)) continue;
    if (typeof tool.name === 'string' && typeof tool.risk === 'string') risks.set(tool.name, tool.risk);
  }
  return risks;
}

async function readCatalogue({ xem, clock }: Pick<Context, 'xem' | 'clock'>) {
  const note = xem.capabilities.missing.listTools ?? xem.capabilities.limited.listTools ?? null;
  const now = clock.now().getTime();
  const kept = catalogues.get(xem);
  if (kept && now - kept.readAt < catalogueTrustedForMs) return { risks: kept.risks, note };
  try {
    const risks = await listRisks(xem);
    catalogues.set(xem, { readAt: now, risks });
    return { risks, note };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { risks: kept?.risks ?? new Map<string, string>(), note: note ?? error.userMessage };
  }
}

async function listRisks(xem: Xem): Promise<Map<string, string>> {
  const risks = new Map<string, string>();
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const page: Awaited<ReturnType<Xem['listTools']>> = await xem.listTools({
      limit: 100,
      ...(after !== null && { after }),
    });
    for (const { toolName, risk } of page.items) if (risk !== null) risks.set(toolName, risk);
    after = page.nextAfter;
    if (after === null) break;
  }
  return risks;
}

/** What the newest execution of each tool was classed as. */
async function readSeen(db: Context['db'], toolNames: string[]): Promise<Map<string, string>> {
  const rows = await Promise.all(
    toolNames.map((toolName) =>
      db.execution.findFirst({
        where: { toolName, risk: { not: null } },
        select: { toolName: true, risk: true },
        orderBy: { occurredAt: 'desc' },
      }),
    ),
  );
  return new Map(rows.flatMap((row) => (row?.toolName && row.risk ? [[row.toolName, row.risk]] : [])));
}
