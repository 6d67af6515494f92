import 'server-only';
import { buildApproval, buildDecision } from '@/lib/approvals/build-approval';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { notFound } from '@/lib/errors';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { buildCancellation } from '@/lib/executions/server/build-cancellation';
import { readSuspicions } from '@/lib/executions/server/read-suspicions';
import { summariseExecutions } from '@/lib/executions/server/summarise-executions';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { buildJournalctlLine } from '@/lib/investigation/build-journalctl-line';
import { buildTraceLink } from '@/lib/investigation/build-trace-link';
import { readNames } from '@/lib/mirror/server/read-names';
import { profiles } from '@/lib/xem/wire/profiles';

/** Logs are searched from a little before the start: the agent hears of a call before it runs. */
const logMarginMs = 60_000;

export async function readExecution(
  context: Pick<Context, 'db' | 'clock'>,
  { executionId }: { executionId: string },
): Promise<ExecutionDetail> {
  const { db } = context;
  const row = await db.execution.findFirst({ where: { executionId } });
  const [summarised] = row ? await summariseExecutions(db, [row]) : [];
  if (!row || !summarised) throw notFound('execution', executionId);

  const { approvalId } = summarised.summary;
  const [approval, decisions, invocation, agent, incidents, suspicions, cancellations] = await Promise.all([
    approvalId === null ? null : db.approval.findUnique({ where: { approvalId } }),
    approvalId === null
      ? []
      : db.approvalDecision.findMany({ where: { approvalId }, orderBy: { decidedAt: 'asc' } }),
    row.invocationId === null
      ? null
      : db.invocation.findUnique({ where: { invocationId: row.invocationId } }),
    row.agentId === null ? null : db.agent.findUnique({ where: { agentId: row.agentId } }),
    db.incident.findMany({
      where: { subjects: { some: { kind: 'execution', subjectId: executionId } } },
      orderBy: { number: 'asc' },
    }),
    readSuspicions(context, [{ ...summarised, raw: row.raw }]),
    row.invocationId === null
      ? []
      : db.callCancellation.findMany({
          where: { invocationId: row.invocationId },
          orderBy: { requestedAt: 'desc' },
        }),
  ]);
  return {
    ...summarised.summary,
    branchId: row.branchId,
    arguments: row.arguments,
    output: row.output,
    error: row.error,
    firstSeenAt: row.firstSeenAt.toISOString(),
    observedAt: row.observedAt.toISOString(),
    suspicions: suspicions.get(executionId) ?? [],
    approval: approval && buildApproval(approval, await readNames(db, [approval])),
    decisions: decisions.map(buildDecision),
    invocation: invocation && {
      invocationId: invocation.invocationId,
      status: invocation.status,
      createdAt: invocation.createdAt?.toISOString() ?? null,
    },
    cancellations: cancellations.map(buildCancellation),
    agent: agent && {
      agentId: agent.agentId,
      name: agent.name,
      status: agent.status,
      region: agent.region,
    },
    incidents: incidents.map(({ number, title, phase, severity }) => ({
      incidentRef: incidentRefOf(number),
      title,
      phase,
      severity,
    })),
    journalctl: buildJournalctlLine(
      executionId,
      new Date(row.occurredAt.getTime() - logMarginMs),
      profiles[readEnv().XEM_PROFILE].agentUnit,
    ),
    traceUrl: buildTraceLink(readEnv().TRACES_URL, executionId),
    raw: row.raw,
  };
}
