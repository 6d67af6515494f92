import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type ExecutionFilter, windowStart } from '@/lib/executions/execution-filter';
import { matchText } from '@/lib/executions/server/match-text';
import { suspicionWhere } from '@/lib/executions/server/suspicion-where';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { findIncident } from '@/lib/incidents/server/find-incident';

const { sql } = Prisma;

/**
 * The filter as a condition on `"Execution"`, one for the list, the counts and the histogram, so that they never tell of
 * different rows.
 */
export async function executionWhere(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  filter: ExecutionFilter,
): Promise<Prisma.Sql> {
  const { until, status, tool, risk, agentId, workspaceId, requestedBy, chatId } = filter;
  const now = clock.now();
  const since = windowStart(filter, now);
  const conditions = [
    ...(since ? [sql`"occurredAt" >= ${since}`] : []),
    ...(until ? [sql`"occurredAt" <= ${new Date(until)}`] : []),
    ...oneOf(sql`status`, status),
    ...oneOf(sql`"toolName"`, tool),
    ...oneOf(sql`risk`, risk),
    ...oneOf(sql`"agentId"`, agentId),
    ...oneOf(sql`"workspaceId"`, workspaceId),
    ...oneOf(sql`"requestedBy"`, requestedBy),
    ...oneOf(sql`"chatId"`, chatId === undefined ? undefined : [chatId]),
    ...anyOf((filter.suspicion ?? []).map((suspicion) => suspicionWhere(suspicion, now))),
    ...(filter.incidentRef === undefined ? [] : [await coveredBy(db, filter.incidentRef)]),
  ];
  const base = conditions.length === 0 ? sql`true` : Prisma.join(conditions, ' AND ');
  return filter.text ? sql`${base} AND ${await matchText(db, filter.text, base)}` : base;
}

/** One value is compared as itself, which lets an index give the rows in order. */
function oneOf(column: Prisma.Sql, values: string[] | undefined): Prisma.Sql[] {
  const [only, another] = values ?? [];
  if (only === undefined) return [];
  return [another === undefined ? sql`${column} = ${only}` : sql`${column} = ANY(${values}::text[])`];
}

function anyOf(conditions: Prisma.Sql[]): Prisma.Sql[] {
  return conditions.length === 0 ? [] : [sql`(${Prisma.join(conditions, ' OR ')})`];
}

async function coveredBy(db: Transaction, incidentRef: string): Promise<Prisma.Sql> {
  const incident = await findIncident(db, incidentRef);
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  const { OR } = executionsInScope(incidentScope(incident.startedAt, subjects));
  const places = OR.map((place) => Prisma.join(Object.entries(place).map(condition), ' AND '));
  return sql`(${Prisma.join(places, ' OR ')})`;
}

/** The rule of an incident's scope is written for Prisma; here it is said in SQL. */
function condition([column, test]: [string, { in: string[] } | { gte: Date }]): Prisma.Sql {
  const name = Prisma.raw(`"${column}"`);
  return 'in' in test ? sql`${name} = ANY(${test.in}::text[])` : sql`${name} >= ${test.gte}`;
}
