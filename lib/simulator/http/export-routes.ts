import { linesOf, ranksBetween, streamExport } from '@/lib/simulator/http/export-lines';
import { readLimit } from '@/lib/simulator/http/paginate';
import { presentExport } from '@/lib/simulator/http/present';
import { invalidBody, Refusal, unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp, readBody } from '@/lib/simulator/http/routes';
import { forgetOldest } from '@/lib/simulator/world/retention';
import { type Execution, type ExportJob, newId, type World } from '@/lib/simulator/world/world';
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
      ndjson: linesOf(
        world,
        startedBetween(world, startDate.getTime(), endDate.getTime()),
        context.get('variants'),
      ),
      pastRanks: ranksBetween(world.executions.behind, startDate.getTime(), endDate.getTime()),
    };
    world.exports.add(job);
    forgetOldest(world);
    return context.json(presentExport(job), 202);
  });

  answer(app, 'listExports', (context) => {
    const jobs = [...current().exports.values()].toReversed();
    const limit = readLimit(context.req.query(contract.page.limit));
    const offset = Math.max(0, Number(context.req.query('offset') ?? 0) || 0);
    const data = jobs.slice(offset, offset + limit).map(presentExport);
    return context.json({ object: 'list', data, has_more: offset + limit < jobs.length });
  });

  answer(app, 'showExport', (context) =>
    context.json(presentExport(find(current(), param(context, 'export_id')))),
  );

  answer(app, 'downloadExport', (context) => {
    const world = current();
    const job = find(world, param(context, 'export_id'));
    return context.body(streamExport(world, job, context.get('variants')), 200, {
      'Content-Type': 'application/x-ndjson',
    });
  });
}

function readDate(body: Record<string, unknown> | null, field: string): Date {
  const text = body?.[field];
  const date = new Date(typeof text === 'string' ? text : Number.NaN);
  if (Number.isNaN(date.getTime())) throw invalidBody(`${field}: expected an ISO 8601 date`);
  return date;
}

function startedBetween(world: World, from: number, until: number): Execution[] {
  return [...world.executions.values()].filter(
    (execution) => execution.startedAt >= from && execution.startedAt <= until,
  );
}

function find(world: World, id: string): ExportJob {
  const job = world.exports.get(id);
  if (job === undefined) throw unknownThing('export', id, { code: 'export_not_found' });
  return job;
}
