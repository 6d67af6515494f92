import type { Hono } from 'hono';
import { z } from 'zod';
import { type ControlDesk, desk, readInput } from '@/lib/simulator/control/control-desk';
import { type ActiveFault, type Fault, faultKinds } from '@/lib/simulator/http/faults';
import { unknownThing } from '@/lib/simulator/http/refusal';
import type { RouterEnv } from '@/lib/simulator/http/routes';

const faultInput = z.strictObject({
  path: z.string().startsWith('/'),
  kind: z.enum(faultKinds),
  method: z.string().toUpperCase().optional(),
  times: z.int().min(1).optional(),
  rate: z.number().gt(0).max(1).optional(),
  delay_ms: z.int().min(0).optional(),
  retry_after_seconds: z.int().min(0).optional(),
  bytes: z.int().min(1).optional(),
  skew_ms: z.int().optional(),
});

export function answerFaults(hono: Hono<RouterEnv>, { faults }: ControlDesk): void {
  hono.get(`${desk}/faults`, (context) => context.json({ data: faults.list().map(presentFault) }));

  hono.post(`${desk}/faults`, async (context) => {
    const { id } = faults.inject(faultFrom(await readInput(context, faultInput)));
    const injected = faults.list().find((it) => it.progress.id === id);
    return context.json(injected === undefined ? { id } : presentFault(injected), 201);
  });

  hono.delete(`${desk}/faults`, (context) => {
    faults.clear();
    return context.body(null, 204);
  });

  hono.delete(`${desk}/faults/:id`, (context) => {
    const id = context.req.param('id');
    if (!faults.remove(id)) throw unknownThing('fault', id);
    return context.body(null, 204);
  });
}

function faultFrom(input: z.infer<typeof faultInput>): Fault {
  const { path, kind, method, times, rate, bytes } = input;
  return {
    // As it stands in an address is right too, with project and version before it.
    path: path.replace(/^\/[^/]+\/v1(?=\/|$)/, '') || '/',
    kind,
    ...(method === undefined ? {} : { method }),
    ...(times === undefined ? {} : { times }),
    ...(rate === undefined ? {} : { rate }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(input.delay_ms === undefined ? {} : { delayMs: input.delay_ms }),
    ...(input.skew_ms === undefined ? {} : { skewMs: input.skew_ms }),
    ...(input.retry_after_seconds === undefined ? {} : { retryAfterSeconds: input.retry_after_seconds }),
  };
}

function presentFault({ progress, delayMs, skewMs, retryAfterSeconds, times, ...fault }: ActiveFault) {
  return {
    id: progress.id,
    ...fault,
    times_left: times ?? null,
    delay_ms: delayMs,
    skew_ms: skewMs,
    retry_after_seconds: retryAfterSeconds,
    met_count: progress.metCount,
  };
}
