import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import { assertConfirmed } from '@/lib/containment/hold';
import { type HoldPreview, previewToDetail } from '@/lib/containment/hold-preview';
import type { placeHoldInput } from '@/lib/containment/hold-schema';
import { untakenInFlightOf } from '@/lib/containment/plan-containment';
import { grownCosts } from '@/lib/containment/seen-counts';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { stopAgain } from '@/lib/containment/server/ask-again';
import { attachSubjects } from '@/lib/containment/server/attach-subjects';
import { coverScopes } from '@/lib/containment/server/cover-scopes';
import { findEqualHold } from '@/lib/containment/server/find-equal-hold';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import { readHoldPreview } from '@/lib/containment/server/read-hold-preview';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { toSnake } from '@/lib/http/wire-case';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof placeHoldInput> & { incidentRef: string };

/** What else belongs to this hold, in the same transaction. */
type Alongside = {
  /** Takes what it needs while the scopes are locked and no incident is yet: see `lockScopes` for the order. */
  before(tx: Transaction): Promise<void>;
  after(tx: Transaction, scopeIds: string[]): Promise<void>;
};

/**
 * Commits the intent to stop; XEM is asked afterwards, by the reconciler. Throws `counts_changed` when it would be
 * another stop than the person saw. A stop that this incident has already is answered with the one it has, and asked for
 * again where somebody had resumed an agent outside.
 */
export async function placeHold(context: Context, input: Input, alongside?: Alongside): Promise<Hold> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    assertOpen(incident);
    const now = context.clock.now();
    const preview = await readHoldPreview(tx, input, { now, incidentId: incident.id });
    assertConfirmed(preview.confirmName, input.confirmName);
    assertSeen(preview, input);
    const scopes = await lockScopes(tx, preview.targets, now);
    await alongside?.before(tx);
    // Somebody may have closed it while we waited.
    assertOpen(await lockIncident(tx, incident.id));
    const scopeIds = scopes.map(({ id }) => id);
    const earlier = await findEqualHold(tx, incident.id, input, scopeIds);
    if (earlier) {
      await stopAgain(context, tx, { holdId: earlier.id, incidentId: incident.id, scopes });
      await announceContainment(tx, [incident.number]);
      return readHold(tx, earlier.id);
    }

    const { actor } = context;
    const hold = await tx.hold.create({
      data: {
        incidentId: incident.id,
        rung: input.rung,
        agentId: input.agentId ?? null,
        workspaceId: input.workspaceId ?? null,
        reason: input.reason,
        placedById: actor.actorId,
        placedByName: actor.name,
        placedAt: now,
        untakenInFlightCount: untakenInFlightOf(preview),
      },
    });
    await coverScopes(context, tx, hold.id, scopes, preview.targets, now);
    await attachSubjects(context, tx, incident.id, input);
    await alongside?.after(tx, scopeIds);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'hold_placed',
      source: 'containment',
      sourceId: `hold:${hold.id}:placed`,
      text: input.reason,
      data: { holdId: hold.id, ...toLog(preview), seenCosts: input.seenCosts ?? null },
    });
    await stopAgain(context, tx, { holdId: hold.id, incidentId: incident.id, scopes });
    await announceContainment(tx, [incident.number]);
    return readHold(tx, hold.id);
  });
}

function assertOpen(incident: Incident): void {
  if (incident.phase !== 'closed') return;
  throw new AppError('conflict', `INC-${incident.number} is closed; reopen it to hold agents for it`);
}

/**
 * Refuses what would now be another stop than the person decided on: other agents, or much more healthy or waiting work
 * than they saw. That numbers merely move is how a live fleet is, and never keeps anybody from stopping it.
 */
function assertSeen(preview: HoldPreview, input: Input): void {
  const agentIds = preview.targets.map(({ agentId }) => agentId);
  if (agentIds.length === 0) {
    throw new AppError('conflict', 'No agent is known to be in this scope, so there is nothing to hold.');
  }
  if (input.seenAgentIds === undefined && preview.confirmName !== null) {
    const message = 'is needed for this scope: the agents that the preview showed';
    throw new AppError('invalid_input', `seen_agent_ids: ${message}`, {
      details: { errors: [{ field: 'seen_agent_ids', message }] },
    });
  }
  const seen = new Set(input.seenAgentIds ?? agentIds);
  const present = new Set(agentIds);
  const added = agentIds.filter((agentId) => !seen.has(agentId));
  const gone = [...seen].filter((agentId) => !present.has(agentId));
  const grown = input.seenCosts === undefined ? [] : grownCosts(input.seenCosts, preview);
  if (added.length + gone.length + grown.length === 0) return;
  throw new AppError('counts_changed', `the stop changed: ${added.length} added, ${gone.length} gone`, {
    userMessage: 'What this would stop has changed since you looked. Nothing was held; look again.',
    details: {
      addedAgentIds: added,
      goneAgentIds: gone,
      grownCosts: grown.map(({ name, ...change }) => ({ name: toSnake(name), ...change })),
      preview: previewToDetail(preview),
    },
  });
}

/** What the person saw, without what the other entries and the receipt tell better. */
function toLog({ targets, workspaces: _workspaces, confirmName: _name, ...preview }: HoldPreview) {
  return {
    ...preview,
    targets: targets.map(({ agentId, sources, heldBy }) => ({ agentId, sources, heldBy })),
  };
}
