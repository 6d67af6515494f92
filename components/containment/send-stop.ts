import type { StopFor } from '@/components/containment/stop-dialog';
import type { Hold } from '@/lib/containment/containment';
import { placeHoldEndpoint } from '@/lib/containment/endpoints';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { declareIncidentEndpoint } from '@/lib/incidents/endpoints';

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

/** Declares first where there is no incident yet; pressing again finds the one that was declared. */
export async function sendStop(where: StopFor, stop: Stop, keyFor: KeyFor): Promise<Hold> {
  const incidentRef = 'incidentRef' in where ? where.incidentRef : await declare(where.declare, keyFor);
  const { rung, agentId, workspaceId, targets } = stop.preview;
  const body = {
    incidentRef,
    rung,
    reason: stop.reason,
    seenAgentIds: targets.map((target) => target.agentId),
    ...(agentId !== null && { agentId }),
    ...(workspaceId !== null && { workspaceId }),
    ...(stop.confirmName !== undefined && { confirmName: stop.confirmName }),
  };
  return callApi(placeHoldEndpoint, body, { idempotencyKey: keyFor(body) });
}

type Declaration = Extract<StopFor, { declare: unknown }>['declare'];

async function declare({ title, subject }: Declaration, keyFor: KeyFor): Promise<string> {
  const body = { title, subjects: [subject] };
  const { incident } = await callApi(declareIncidentEndpoint, body, { idempotencyKey: keyFor(body) });
  return incident.incidentRef;
}
