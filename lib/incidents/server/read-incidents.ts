import 'server-only';
import { z } from 'zod';
import type { Context } from '@/lib/context';
import type { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import type { PageOf } from '@/lib/http/endpoint';
import type { listIncidentsEndpoint } from '@/lib/incidents/endpoints';
import type { IncidentSummary } from '@/lib/incidents/incident';
import { summaryParts, toSummary } from '@/lib/incidents/server/to-summary';

type Filter = z.output<typeof listIncidentsEndpoint.query>;
/** Where a page ended: among the open ones or the closed ones, and at which incident. */
const cursorSchema = z.tuple([z.enum(['open', 'closed']), z.number().int()]);

/** Open ones first, each group newest first; numbers grow with time, so a number is a place in the list. */
export async function readIncidents(
  context: Pick<Context, 'db'>,
  filter: Filter,
): Promise<PageOf<IncidentSummary>> {
  const [group, after] = filter.cursor === undefined ? ['open' as const, null] : readCursor(filter.cursor);
  const groups = (['open', 'closed'] as const).slice(group === 'open' ? 0 : 1);
  const found: IncidentSummary[] = [];
  for (const current of groups) {
    if (filter.state !== 'all' && filter.state !== current) continue;
    const rows = await context.db.incident.findMany({
      where: {
        AND: [
          matches(filter),
          { phase: current === 'open' ? { not: 'closed' } : 'closed' },
          after !== null && current === group ? { number: { lt: after } } : {},
        ],
      },
      orderBy: { number: 'desc' },
      take: filter.limit + 1 - found.length,
      include: summaryParts,
    });
    found.push(...rows.map(toSummary));
    if (found.length > filter.limit) break;
  }
  const data = found.slice(0, filter.limit);
  const last = data.at(-1);
  return { data, nextCursor: found.length > filter.limit && last ? cursorAt(last) : null };
}

function matches({ severity, phase, text, subjectId }: Filter): Prisma.IncidentWhereInput {
  const number = text?.match(/^(?:inc-)?(\d{1,9})$/i)?.[1];
  return {
    ...(severity && { severity: { in: severity } }),
    ...(phase && { phase: { in: phase } }),
    ...(subjectId && { subjects: { some: { subjectId } } }),
    ...(text && {
      OR: [
        { title: { contains: text, mode: 'insensitive' as const } },
        ...(number ? [{ number: Number(number) }] : []),
      ],
    }),
  };
}

function cursorAt({ phase, incidentRef }: IncidentSummary): string {
  const group = phase === 'closed' ? 'closed' : 'open';
  return Buffer.from(JSON.stringify([group, Number(incidentRef.slice(4))])).toString('base64url');
}

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('invalid_input', 'cursor: is not one this list gave out', { cause });
  }
}
