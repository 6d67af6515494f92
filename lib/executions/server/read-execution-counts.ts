import 'server-only';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import {
  type ExecutionCounts,
  type Facet,
  type FacetName,
  facetNames,
} from '@/lib/executions/explore-schema';
import { executionWhere } from '@/lib/executions/server/execution-where';
import { withinTime } from '@/lib/executions/server/within-time';
import { readNames } from '@/lib/mirror/server/read-names';

/** Executions that are counted at most, the newest first: what a person reads as 'many'. */
const countedAtMost = 10_000;
/** Values that a facet tells at most, besides the chosen ones; with thousands of agents nobody reads on. */
const valuesAtMost = 200;
/** Longest that one count may take, in ms. */
const patienceMs = 400;

const columns: Record<FacetName, string> = {
  status: 'status',
  risk: 'risk',
  tool: 'toolName',
  agentId: 'agentId',
  workspaceId: 'workspaceId',
  requestedBy: 'requestedBy',
};

type Counted = { total: number; facets: Partial<Record<FacetName, Facet>> };

/**
 * Counts by value for every filter. One reading of the newest that match serves all filters that are not set; one that is
 * set is counted apart, without itself, so that its other values show what they would add.
 */
export async function readExecutionCounts(
  context: Pick<Context, 'db' | 'clock'>,
  filter: ExecutionFilter,
): Promise<ExecutionCounts> {
  const narrowed = facetNames.filter((name) => (filter[name] ?? []).length > 0);
  const free = facetNames.filter((name) => !narrowed.includes(name));
  const all = await count(context, filter, free, []);
  const facets: Partial<Record<FacetName, Facet>> = { ...all?.facets };
  for (const name of narrowed) {
    const { [name]: _, ...others } = filter;
    Object.assign(facets, (await count(context, others, [name], filter[name] ?? []))?.facets);
  }
  const named = await nameValues(context, facets);
  const facet = (name: FacetName): Facet =>
    named[name] ?? { values: [], isCapped: false, isCut: false, isCounted: false };
  return {
    status: facet('status'),
    risk: facet('risk'),
    tool: facet('tool'),
    agentId: facet('agentId'),
    workspaceId: facet('workspaceId'),
    requestedBy: facet('requestedBy'),
    total: all?.total ?? null,
    isTotalCapped: all !== null && all.total >= countedAtMost,
  };
}

/** Null where it took too long. */
async function count(
  context: Pick<Context, 'db' | 'clock'>,
  filter: ExecutionFilter,
  names: FacetName[],
  /** Values that are told however rare they are. */
  chosen: readonly string[],
): Promise<Counted | null> {
  const where = await executionWhere(context, filter);
  const quoted = names.map((name) => Prisma.raw(`"${columns[name]}"`));
  const list = Prisma.join([...quoted, Prisma.sql`"occurredAt"`]);
  const which = names.map((name, index) => Prisma.sql`WHEN GROUPING(${quoted[index]}) = 0 THEN ${name}`);
  const sets = Prisma.join([...quoted.map((name) => Prisma.sql`(${name})`), Prisma.sql`()`]);
  const facet =
    names.length === 0 ? Prisma.sql`NULL` : Prisma.sql`CASE ${Prisma.join(which, ' ')} ELSE NULL END`;
  const value = names.length === 0 ? Prisma.sql`NULL` : Prisma.sql`coalesce(${Prisma.join(quoted)})`;
  const rows = await withinTime<{ facet: FacetName | null; value: string | null; count: number }>(
    context.db,
    patienceMs,
    Prisma.sql`
      SELECT ${facet} AS facet, ${value} AS value, count(*)::int AS count
      FROM (SELECT ${list} FROM "Execution" WHERE ${where} ORDER BY "occurredAt" DESC LIMIT ${countedAtMost}) AS newest
      GROUP BY GROUPING SETS (${sets}) ORDER BY count DESC, value`,
  );
  if (rows === null) return null;
  const total = rows.find((row) => row.facet === null)?.count ?? 0;
  const facets = names.map((name): [FacetName, Facet] => {
    const found = rows.flatMap(({ facet: of, value: told, count: times }) =>
      of === name && told !== null ? [{ value: told, name: null, count: times }] : [],
    );
    const values = found.filter(({ value: told }, index) => index < valuesAtMost || chosen.includes(told));
    const isCut = values.length < found.length;
    return [name, { values, isCapped: total >= countedAtMost, isCut, isCounted: true }];
  });
  return { total, facets: Object.fromEntries(facets) };
}

async function nameValues(
  { db }: Pick<Context, 'db'>,
  facets: Partial<Record<FacetName, Facet>>,
): Promise<Partial<Record<FacetName, Facet>>> {
  const names = await readNames(db, [
    ...(facets.agentId?.values ?? []).map(({ value }) => ({ agentId: value })),
    ...(facets.workspaceId?.values ?? []).map(({ value }) => ({ workspaceId: value })),
  ]);
  const withNames = (facet: Facet | undefined, nameOf: (value: string) => string | null) =>
    facet && { ...facet, values: facet.values.map((one) => ({ ...one, name: nameOf(one.value) })) };
  const agentId = withNames(facets.agentId, (value) => names.agent(value));
  const workspaceId = withNames(facets.workspaceId, (value) => names.workspace(value));
  return { ...facets, ...(agentId && { agentId }), ...(workspaceId && { workspaceId }) };
}
