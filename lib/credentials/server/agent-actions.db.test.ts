import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '@/lib/auth/role';
import type { Context } from '@/lib/context';
import { deleteAgent } from '@/lib/credentials/server/delete-agent';
import { readCredentialActions } from '@/lib/credentials/server/read-credential-actions';
import { revokeAgentCredentials } from '@/lib/credentials/server/revoke-agent-credentials';
import { rotateAgentKeys } from '@/lib/credentials/server/rotate-agent-keys';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readRemediation } from '@/lib/remediation/server/read-remediation';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const reason = 'the host was entered';

let begunAt: Date;
beforeEach(async () => {
  fleet.simulator().faults.clear();
  fleet.clock.advance(10 * 60_000);
  begunAt = fleet.clock.now();
  await db.credentialAction.deleteMany();
  await fleet.mirror();
});

/** Somebody with a role whose sign-in is as old as this; the port can be bent. */
const as = (role: Role, bent: Partial<Xem> = {}, signedInAgoMs = 0): Context => {
  const context = fleet.as(role, { xem: { ...fleet.xem(), ...bent } });
  const signedInAt = new Date(fleet.clock.now().getTime() - signedInAgoMs);
  return { ...context, actor: { ...context.actor, signedInAt } };
};

const verbs = {
  rotateAgentKeys: {
    verb: rotateAgentKeys,
    method: 'rotateCurveKeys',
    role: 'commander',
    lower: 'responder',
  },
  revokeAgentCredentials: {
    verb: revokeAgentCredentials,
    method: 'revokeCredentials',
    role: 'commander',
    lower: 'responder',
  },
  deleteAgent: { verb: deleteAgent, method: 'deleteAgent', role: 'admin', lower: 'commander' },
} as const;
type VerbName = keyof typeof verbs;

/** One that XEM still has. */
const anAgent = (): Promise<{ agentId: string; name: string }> =>
  db.agent.findFirstOrThrow({ where: { goneAt: null }, orderBy: { agentId: 'asc' } });

const trailOf = (subjectId: string) =>
  db.auditEntry.findMany({ where: { subjectId, recordedAt: { gte: begunAt } }, orderBy: { id: 'asc' } });

/** Keys can be rotated without typing; the others want the name. */
const inputFor = (name: VerbName, agent: { agentId: string; name: string }, incidentRef?: string) => ({
  agentId: agent.agentId,
  reason,
  ...(incidentRef !== undefined && { incidentRef }),
  ...(name !== 'rotateAgentKeys' && { confirm: agent.name }),
});
const run = (name: VerbName, context: Context, input: object) =>
  (verbs[name].verb as (context: Context, input: object) => ReturnType<typeof deleteAgent>)(context, input);

const unreachable = () =>
  new AppError('xem_unreachable', 'timed out', {
    userMessage: 'XEM did not answer in time.',
    details: { mayHaveHappened: true, requestId: null },
  });

describe.each(Object.keys(verbs) as VerbName[])('%s', (name) => {
  const { role, lower, method } = verbs[name];

  it(`needs the role ${role}`, async () => {
    const agent = await anAgent();
    for (const tooLow of ['viewer', lower] as const) {
      await expect(run(name, as(tooLow), inputFor(name, agent))).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    expect(await db.credentialAction.count({ where: { subjectId: agent.agentId } })).toBe(0);
  });

  it('asks XEM once however often it is clicked, and keeps who, why and the request id', async () => {
    const agent = await anAgent();
    const call = vi.fn(fleet.xem()[method] as (...given: never[]) => Promise<unknown>);
    const context = as(role, { [method]: call });
    const clicks = [1, 2].map(() => run(name, context, inputFor(name, agent)));
    const settled = await Promise.allSettled(clicks);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(run(name, context, inputFor(name, agent))).rejects.toMatchObject({ code: 'conflict' });
    expect(call).toHaveBeenCalledTimes(1);
    const { data } = await readCredentialActions(context, { subjectId: agent.agentId, limit: 10 });
    expect(data).toMatchObject([
      {
        outcome: 'accepted',
        subjectName: agent.name,
        reason,
        requestedByName: `Test ${role}`,
        xemRequestId: expect.any(String),
      },
    ]);
    expect(await trailOf(agent.agentId)).toMatchObject([
      { action: 'credential_action_requested', reason },
      { action: 'credential_action_answered', reason, xemRequestId: expect.any(String) },
    ]);
  });

  it('says what XEM said when it refuses, and may be asked for again at once', async () => {
    const agent = await anAgent();
    fleet.simulator().faults.inject({ path: `/management/agents/${agent.agentId}`, kind: '403', times: 1 });
    await expect(run(name, as(role), inputFor(name, agent))).rejects.toMatchObject({
      code: 'xem_scope_insufficient',
    });
    const read = () => readCredentialActions(as(role), { subjectId: agent.agentId, limit: 10 });
    expect((await read()).data).toMatchObject([{ outcome: 'refused', detail: expect.any(String) }]);
    expect(await run(name, as(role), inputFor(name, agent))).toMatchObject({ outcome: 'accepted' });
  });

  it('finds out that it was done although the answer was lost', async () => {
    const agent = await anAgent();
    const lost = async (...given: never[]) => {
      await (fleet.xem()[method] as (...given: never[]) => Promise<unknown>)(...given);
      throw unreachable();
    };
    const action = await run(name, as(role, { [method]: lost }), inputFor(name, agent));
    expect(action).toMatchObject({
      outcome: 'accepted',
      detail: expect.stringMatching(/events show|revoked|no longer/),
    });
  });

  it('says unknown when nothing tells, repeats nothing, and lets a person who looked ask again', async () => {
    const agent = await anAgent();
    const lost = vi.fn(async () => {
      throw unreachable();
    });
    const down = async () => {
      throw unreachable();
    };
    const bent = { [method]: lost, showAgent: down, listAgentEvents: down };
    const action = await run(name, as(role, bent), inputFor(name, agent));
    expect(action).toMatchObject({ outcome: 'unknown', detail: 'XEM did not answer in time.' });
    expect(lost).toHaveBeenCalledTimes(1);
    expect(await run(name, as(role), inputFor(name, agent))).toMatchObject({ outcome: 'accepted' });
  });

  it('leaves a trace when the process ends half-way, which reads as unknown after a minute', async () => {
    const agent = await anAgent();
    const dying = async () => {
      throw new Error('the process ended');
    };
    await expect(run(name, as(role, { [method]: dying }), inputFor(name, agent))).rejects.toThrow('ended');
    await expect(run(name, as(role), inputFor(name, agent))).rejects.toMatchObject({ code: 'conflict' });
    fleet.clock.advance(60_000);
    const { data } = await readCredentialActions(as(role), { subjectId: agent.agentId, limit: 10 });
    expect(data).toMatchObject([{ outcome: 'unknown', answeredAt: null }]);
  });

  it('becomes a step in the remediation of its incident, and two lines of its log', async () => {
    const agent = await anAgent();
    const incident = await arrangeIncident(as(role));
    const incidentRef = incidentRefOf(incident.number);
    await run(name, as(role), inputFor(name, agent, incidentRef));
    const { steps } = await readRemediation(as(role), { incidentRef });
    expect(steps).toMatchObject([{ status: 'done', why: reason, subjectId: agent.agentId }]);
    const entries = await db.timelineEntry.findMany({
      where: { incidentId: incident.id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['remediation_recorded', 'remediation_recorded']);
    expect(entries.map(({ xemRequestId }) => xemRequestId)).toEqual([null, expect.any(String)]);
  });
});

describe.each(['revokeAgentCredentials', 'deleteAgent'] as const)('%s cannot be undone, so it', (name) => {
  const { role } = verbs[name];

  it('refuses a sign-in of old, and an API token at any time', async () => {
    const agent = await anAgent();
    await expect(run(name, as(role, {}, 3_600_000), inputFor(name, agent))).rejects.toMatchObject({
      code: 'fresh_sign_in_required',
    });
    const context = as(role);
    const token = { ...context, actor: { ...context.actor, kind: 'token' as const, signedInAt: null } };
    await expect(run(name, token, inputFor(name, agent))).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await db.credentialAction.count({ where: { subjectId: agent.agentId } })).toBe(0);
  });

  it('wants the name typed, to the letter', async () => {
    const agent = await anAgent();
    for (const confirm of ['', agent.agentId, agent.name.toUpperCase()]) {
      await expect(run(name, as(role), { ...inputFor(name, agent), confirm })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { errors: [{ field: 'confirm' }] },
      });
    }
    expect(await db.credentialAction.count({ where: { subjectId: agent.agentId } })).toBe(0);
  });
});

it('changes nothing about an agent that is gone', async () => {
  const agent = await anAgent();
  await fleet.xem().deleteAgent(agent.agentId);
  await fleet.mirror();
  await expect(run('deleteAgent', as('admin'), inputFor('deleteAgent', agent))).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(run('rotateAgentKeys', as('admin'), { agentId: 'agt_nobody', reason })).rejects.toMatchObject({
    code: 'not_found',
  });
});
