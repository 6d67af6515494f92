import { readLimit } from '@/lib/simulator/http/paginate';
import { presentExecution, presentExport } from '@/lib/simulator/http/present';
import { invalidBody, Refusal, unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp, readBody } from '@/lib/simulator/http/routes';
import { forgetOldest } from '@/lib/simulator/world/retention';
import { type ExportJob, newId, type World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

/** The execution audit is made at once and answered as completed; the other kinds of export don't exist here. */
export function answerExports(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'createExport', async (context) => {
    const body = await readBody(context);
    const world = current();
    const startDate = readDate(body, contract.exportBody.start);
    const endDate = readDate(body, contract.exportBody.end);
    if (endDate.getTime() < startDate.getTime()) throw invalidBody('end_date: lies before start_date');
    if (endDate.getTime() - startDate.getTime() > contract.exportMaxDays * 86_400_000) {
      throw new Refusal(400, 'invalid_request_error', `the range exceeds ${contract.exportMaxDays} days`);
    }
    const job: ExportJob = {
      id: newId(world, 'exp'),
      startDate: startDate.toISOString(),
      endDate: endDate.toISOString(),
      createdAt: world.now,
      ndjson: linesOf(world, startDate.getTime(), endDate.getTime()),
    };
    world.exports.set(job.id, job);
    forgetOldest(world);
    return context.json(presentExport(job), 202);
  });

  answer(app, 'listExports', (context) => {
    const jobs = [...current().exports.values()].reverse();
    const limit = readLimit(context.req.query(contract.page.limit));
    const offset = Math.max(0, Number(context.req.query('offset') ?? 0) || 0);
    const data = jobs.slice(offset, offset + limit).map(presentExport);
    return context.json({ object: 'list', data, has_more: offset + limit < jobs.length });
  });

  answer(app, 'showExport', (context) =>
    context.json(presentExport(find(current(), param(context, 'export_id')))),
  );

  answer(app, 'downloadExport', (context) =>
    context.body(find(current(), param(context, 'export_id')).ndjson, 200, {
      'Content-Type': 'application/x-ndjson',
    }),
  );
}

function readDate(body: Record<string, unknown> | null, field: string): Date {
  const text = body?.[field];
  const date = new Date(typeof text === 'string' ? text : Number.NaN);
  if (Number.isNaN(date.getTime())) throw invalidBody(`${field}: expected an ISO 8601 date`);
  return date;
}

/** Oldest first, each the execution record with what was decided about it. */
function linesOf(world: World, from: number, until: number): string {
  return [...world.executions.values()]
    .filter((execution) => execution.startedAt >= from && execution.startedAt <= until)
    .map((execution) => {
      const record = presentExecution(world, execution);
      const approval =
        typeof record.approval_id === 'string' ? world.approvals.get(record.approval_id) : undefined;
      const decision = {
        approval_status: approval?.status ?? null,
        approval_resolved_by: approval?.resolvedBy ?? null,
      };
      return `${JSON.stringify({ ...record, output: execution.output, ...decision })}\n`;
    })
    .join('');
}

function find(world: World, id: string): ExportJob {
  const job = world.exports.get(id);
  if (job === undefined) throw unknownThing('export', id, { code: 'export_not_found' });
  return job;
}
