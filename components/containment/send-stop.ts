import type { StopFor } from '@/components/containment/stop-dialog';
import type { Hold } from '@/lib/containment/containment';
import { placeHoldEndpoint } from '@/lib/containment/endpoints';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { holdText } from '@/lib/containment/hold-words';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { attachSubjectEndpoint, declareIncidentEndpoint } from '@/lib/incidents/endpoints';

export type Stop = { preview: HoldPreview; reason: string; confirmName: string | undefined };

/** Makes keys: the same request keeps its own through lost answers, another one gets another. */
export type KeyFor = (body: unknown) => string;

export function idempotencyKeys(): KeyFor {
  const keys = new Map<string, string>();
  return (body) => {
    const text = JSON.stringify(body);
    const key = keys.get(text) ?? newIdempotencyKey();
    keys.set(text, key);
    return key;
  };
}

/** Declares or joins first; pressing again finds the incident that was declared. */
export async function sendStop(where: StopFor, stop: Stop, keyFor: KeyFor): Promise<Hold> {
  const incidentRef = 'incidentRef' in where ? await join(where) : await declare(where.declare, stop, keyFor);
  const { rung, agentId, workspaceId, targets, healthyPerHour, queuedCount, approvalCount } = stop.preview;
  const body = {
    incidentRef,
    rung,
    reason: stop.reason,
    seenAgentIds: targets.map((target) => target.agentId),
    seenCosts: { healthyPerHour, queuedCount, approvalCount },
    ...(agentId !== null && { agentId }),
    ...(workspaceId !== null && { workspaceId }),
    ...(stop.confirmName !== undefined && { confirmName: stop.confirmName }),
  };
  return callApi(placeHoldEndpoint, body, { idempotencyKey: keyFor(body) });
}

type Joined = Extract<StopFor, { incidentRef: string }>;

/** Attaching what is attached already changes nothing, so a stop that was answered with an error may be pressed again. */
async function join({ incidentRef, subject }: Joined): Promise<string> {
  if (subject) await callApi(attachSubjectEndpoint, { incidentRef, ...subject });
  return incidentRef;
}

type Declaration = Extract<StopFor, { declare: unknown }>['declare'];

async function declare({ title, subject }: Declaration, { preview }: Stop, keyFor: KeyFor): Promise<string> {
  const body = {
    title: title ?? `Stopped: ${holdText(preview, preview.targets.length)}`,
    subjects: subject ? [subject] : [],
  };
  const { incident } = await callApi(declareIncidentEndpoint, body, { idempotencyKey: keyFor(body) });
  return incident.incidentRef;
}
