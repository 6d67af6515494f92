import type { StopFor } from '@/components/containment/stop-dialog';
import type { Hold } from '@/lib/containment/containment';
import { placeHoldEndpoint } from '@/lib/containment/endpoints';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { holdText } from '@/lib/containment/hold-words';
import { callApi } from '@/lib/http/api-client';
import { callOnce } from '@/lib/http/call-once';
import { attachSubjectEndpoint, declareIncidentEndpoint } from '@/lib/incidents/endpoints';

export type Stop = { preview: HoldPreview; reason: string; confirmName: string | undefined };

/**
 * Makes what sends the stop of one dialog: it declares or joins first. An incident that is declared is told at once, so
 * that a stop which is refused then is pressed again for that incident and not for a second one.
 */
export function stopSender(
  onDeclared: (incidentRef: string) => void,
): (where: StopFor, stop: Stop) => Promise<Hold> {
  const declare = callOnce(declareIncidentEndpoint);
  const place = callOnce(placeHoldEndpoint);

  async function incidentOf(where: StopFor, { preview }: Stop): Promise<string> {
    if ('incidentRef' in where) return join(where);
    const { title, subject } = where.declare;
    const { incident } = await declare(where.declare, {
      title: title ?? `Stopped: ${holdText(preview, preview.targets.length)}`,
      subjects: subject ? [subject] : [],
    });
    onDeclared(incident.incidentRef);
    return incident.incidentRef;
  }

  return async (where, stop) => {
    const incidentRef = await incidentOf(where, stop);
    const { rung, agentId, workspaceId, targets, healthyPerHour, queuedCount, approvalCount } = stop.preview;
    const asked = {
      incidentRef,
      rung,
      reason: stop.reason,
      ...(agentId !== null && { agentId }),
      ...(workspaceId !== null && { workspaceId }),
      ...(stop.confirmName !== undefined && { confirmName: stop.confirmName }),
    };
    return place(asked, {
      ...asked,
      seenAgentIds: targets.map((target) => target.agentId),
      seenCosts: { healthyPerHour, queuedCount, approvalCount },
    });
  };
}

type Joined = Extract<StopFor, { incidentRef: string }>;

/** Attaching what is attached already changes nothing, so a stop that was answered with an error may be pressed again. */
async function join({ incidentRef, subject }: Joined): Promise<string> {
  if (subject) await callApi(attachSubjectEndpoint, { incidentRef, ...subject });
  return incidentRef;
}
