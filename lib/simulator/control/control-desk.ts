import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Controls } from '@/lib/simulator/control/controls';
import type { Faults } from '@/lib/simulator/http/faults';
import { invalidBody, Refusal } from '@/lib/simulator/http/refusal';
import { type RouterEnv, readBody } from '@/lib/simulator/http/routes';
import type { StoryTime } from '@/lib/simulator/story-time';

/** What turns the simulated router while it runs. It has no place in the vendor's API, and a key of its own. */
export type ControlDesk = { key: string; faults: Faults; time: StoryTime; controls: Controls };

export const desk = '/__simulator';

/** For this machine alone, whatever address the server should ever listen on. */
export function guardDesk(hono: Hono<RouterEnv>, key: string): void {
  hono.use(`${desk}/*`, async (context, next) => {
    const from = remoteAddress(context.env);
    if (from !== null && !/^(127\.|::1$|::ffff:127\.)/.test(from)) {
      throw new Refusal(403, 'authentication_error', 'the control desk is for this machine alone');
    }
    if (context.req.header('Authorization') !== `Bearer ${key}`) {
      throw new Refusal(401, 'authentication_error', 'not the control key');
    }
    await next();
  });
}

export async function readInput<Schema extends z.ZodType>(
  context: Context<RouterEnv>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const read = schema.safeParse(await readBody(context));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalidBody(`${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

/** A bare fetch handler has no socket, and no caller but the process itself. */
function remoteAddress(env: unknown): string | null {
  const incoming = inside(inside(env, 'incoming'), 'socket');
  const address = inside(incoming, 'remoteAddress');
  return typeof address === 'string' ? address : null;
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
