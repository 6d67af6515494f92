import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ExecutionFilter } from '@/lib/executions/endpoints';
import { readDistinct } from '@/lib/executions/server/read-distinct';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { findIncident } from '@/lib/incidents/server/find-incident';

/** The filter as conditions that the indexes can serve. */
export async function executionWhere(
  db: Transaction,
  filter: ExecutionFilter,
): Promise<Prisma.ExecutionWhereInput> {
  const { since, until, status, tool, risk, agentId, workspaceId, chatId, incidentRef, text } = filter;
  return {
    ...((since || until) && {
      occurredAt: { ...(since && { gte: new Date(since) }), ...(until && { lte: new Date(until) }) },
    }),
    ...oneOf('status', status),
    ...oneOf('toolName', tool),
    ...oneOf('risk', risk),
    ...oneOf('agentId', agentId),
    ...oneOf('workspaceId', workspaceId),
    ...(chatId && { chatId }),
    // Kept apart, since these may be about the same columns.
    AND: [
      ...(text ? [await matchText(db, text)] : []),
      ...(incidentRef ? [await coveredBy(db, incidentRef)] : []),
    ],
  };
}

async function coveredBy(db: Transaction, incidentRef: string): Promise<Prisma.ExecutionWhereInput> {
  const incident = await findIncident(db, incidentRef);
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  return executionsInScope(incidentScope(incident.startedAt, subjects));
}

function oneOf(field: 'status' | 'toolName' | 'risk' | 'agentId' | 'workspaceId', values?: string[]) {
  if (values === undefined || values.length === 0) return {};
  const [only] = values;
  return { [field]: values.length === 1 ? only : { in: values } };
}

/**
 * An id as it was copied, else part of a tool's name, else part of an id. In this order, since the first two are answered
 * by an index and the last by reading the whole window.
 */
async function matchText(db: Transaction, text: string): Promise<Prisma.ExecutionWhereInput> {
  const ids: Prisma.ExecutionWhereInput = {
    OR: [{ executionId: text }, { invocationId: text }, { approvalId: text }, { chatId: text }],
  };
  if (await db.execution.findFirst({ where: ids, select: { executionId: true } })) return ids;
  const lowered = text.toLowerCase();
  const tools = (await readDistinct(db, 'toolName')).filter((tool) => tool.toLowerCase().includes(lowered));
  if (tools.length > 0) return { toolName: { in: tools } };
  const contains = text.replace(/[\\%_]/g, '\\$&');
  return {
    OR: [
      { executionId: { contains, mode: 'insensitive' } },
      { invocationId: { contains, mode: 'insensitive' } },
    ],
  };
}
