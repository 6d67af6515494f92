import type { Hono } from 'hono';
import { z } from 'zod';
import { type ControlDesk, desk, readInput } from '@/lib/simulator/control/control-desk';
import { unknownThing } from '@/lib/simulator/http/refusal';
import type { RouterEnv } from '@/lib/simulator/http/routes';

const longestStepSeconds = 7 * 86_400;

const clockInput = z.strictObject({
  speed: z.number().gt(0).max(1_000).optional(),
  advance_seconds: z.number().gt(0).max(longestStepSeconds).optional(),
});
const storyInput = z.strictObject({ chapter: z.string().optional() });
const callInput = z.strictObject({
  agent_id: z.string(),
  workspace_id: z.string(),
  tool_name: z.string(),
  requested_by: z.string().default('the control desk'),
  arguments: z.record(z.string(), z.unknown()).optional(),
  duration_ms: z.int().min(0).optional(),
  slips_past_approval: z.boolean().default(false),
});
const agentInput = z.strictObject({
  id: z.string(),
  name: z.string(),
  region: z.string().default('eu-central'),
  workspace_ids: z.array(z.string()).min(1),
  tools: z.array(z.string()).min(1),
  max_concurrent: z.int().min(1).default(20),
});

/** Time, story and fleet. */
export function answerStory(hono: Hono<RouterEnv>, { time, controls }: ControlDesk): void {
  const state = () => {
    const { begunChapters, ...rest } = controls.state();
    return { ...rest, begun_chapters: begunChapters, speed: time.speed() };
  };
  hono.get(`${desk}/state`, (context) => context.json(state()));

  hono.post(`${desk}/clock`, async (context) => {
    const { speed, advance_seconds: seconds } = await readInput(context, clockInput);
    if (speed !== undefined) time.setSpeed(speed);
    if (seconds !== undefined) time.advance(seconds * 1000);
    return context.json(state());
  });

  hono.post(`${desk}/story`, async (context) => {
    const { chapter } = await readInput(context, storyInput);
    if (!controls.beginChapter(chapter)) throw unknownThing('chapter', chapter ?? 'that opens the story');
    return context.json(state());
  });

  hono.post(`${desk}/calls`, async (context) => {
    const wanted = await readInput(context, callInput);
    const invocationId = controls.invoke({
      agentId: wanted.agent_id,
      workspaceId: wanted.workspace_id,
      toolName: wanted.tool_name,
      requestedBy: wanted.requested_by,
      slipsPastApproval: wanted.slips_past_approval,
      ...(wanted.arguments === undefined ? {} : { arguments: wanted.arguments }),
      ...(wanted.duration_ms === undefined ? {} : { durationMs: wanted.duration_ms }),
    });
    return context.json({ invocation_id: invocationId }, 201);
  });

  hono.post(`${desk}/agents`, async (context) => {
    const wanted = await readInput(context, agentInput);
    const { workspace_ids: workspaceIds, max_concurrent: maxConcurrent, ...rest } = wanted;
    controls.enrolAgent({ ...rest, workspaceIds, maxConcurrent });
    return context.json({ id: rest.id }, 201);
  });

  const verbs = { silence: controls.silenceAgent, wake: controls.wakeAgent, resume: controls.resumeAgent };
  for (const [verb, act] of Object.entries(verbs)) {
    hono.post(`${desk}/agents/:id/${verb}`, (context) => {
      act(context.req.param('id'));
      return context.body(null, 204);
    });
  }
}
