import { wireAgentId } from '@/lib/simulator/http/agent-alias';
import { newestFirst, page } from '@/lib/simulator/http/paginate';
import { presentAgent, presentAgentEvent } from '@/lib/simulator/http/present';
import { invalidBody, unknownThing } from '@/lib/simulator/http/refusal';
import {
  answer,
  type CurrentWorld,
  param,
  type RouterApp,
  type RouterContext,
  readBody,
} from '@/lib/simulator/http/routes';
import type { Variants } from '@/lib/simulator/http/variants';
import { pauseAgent, removeAgent, resumeAgent, revokeAgent, rotateKeys } from '@/lib/simulator/world/agents';
import type { Agent, World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

export function answerAgents(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'listAgents', (context) => {
    const world = current();
    return context.json(
      page(
        context,
        [...world.agents.values()],
        (it) => wireAgentId(it.id, context.get('variants')),
        (it) => present(context, world, it),
      ),
    );
  });

  answer(app, 'showAgent', (context) => {
    const world = current();
    return context.json(present(context, world, find(context, world)));
  });

  answer(app, 'listAgentEvents', (context) => {
    const agent = find(context, current());
    return context.json(newestFirst(context, agent.events, (it) => presentAgentEvent(agent, it)));
  });

  answer(app, 'pauseExec', (context) => changePause(context, pauseAgent));
  answer(app, 'resumeExec', (context) => changePause(context, resumeAgent));

  answer(app, 'rotateCurveKeys', async (context) => {
    const body = await readBody(context);
    const world = current();
    const agent = find(context, world);
    const reason = body?.[contract.rotationBody.reason];
    rotateKeys(world, agent, typeof reason === 'string' ? reason : 'no reason given');
    return context.json(present(context, world, agent), 202);
  });

  answer(app, 'revokeCredentials', (context) => {
    const world = current();
    const agent = find(context, world);
    revokeAgent(world, agent);
    return context.json(present(context, world, agent));
  });

  answer(app, 'deleteAgent', (context) => {
    const world = current();
    removeAgent(world, find(context, world));
    return context.body(null, 204);
  });

  async function changePause(context: RouterContext, change: typeof pauseAgent): Promise<Response> {
    const body = await readBody(context);
    const world = current();
    const agent = find(context, world);
    change(world, agent, workspaceIn(context, world, agent, body));
    return context.json(present(context, world, agent));
  }
}

/** Null for the whole agent, which is what nothing named means: also where the name stands in a place not looked at. */
function workspaceIn(
  context: RouterContext,
  world: World,
  agent: Agent,
  body: Record<string, unknown> | null,
): string | null {
  if (body === null) throw invalidBody('body: expected an object');
  const { pauseNames, unknownKeys } = context.get('variants');
  const query = context.req.query();
  const keys = pauseKeys[pauseNames];
  const [place, elsewhere] = pauseNames === 'query' ? [query, body] : [body, query];
  const unknown = [...Object.keys(place).filter((key) => !keys.includes(key)), ...Object.keys(elsewhere)];
  if (unknownKeys === 'refused' && unknown.length > 0) throw invalidBody(`unknown key ${unknown.join(', ')}`);
  const given = keys.map((key) => place[key]).find((it) => it !== undefined && it !== null);
  if (given === undefined) return null;
  if (typeof given !== 'string') throw invalidBody('workspace_id: expected a string');
  const workspace = [...world.workspaces.values()].find(
    (it) => (it.id === given && pauseNames !== 'name') || (it.name === given && pauseNames !== 'id'),
  );
  if (workspace === undefined || !agent.workspaceIds.includes(workspace.id)) {
    throw unknownThing('workspace', given);
  }
  return workspace.id;
}

const { workspaceId, workspaceName } = contract.pauseBody;
const pauseKeys: Record<Variants['pauseNames'], readonly string[]> = {
  either: [workspaceId, workspaceName],
  id: [workspaceId],
  name: [workspaceName],
  query: [workspaceId, workspaceName],
};

function present(context: RouterContext, world: World, agent: Agent) {
  return presentAgent(world, agent, context.get('variants').workspacesBy);
}

function find(context: RouterContext, world: World): Agent {
  const id = param(context, 'agent_id');
  const variants = context.get('variants');
  const agent =
    variants.agentIds === 'prefixed'
      ? world.agents.get(id)
      : [...world.agents.values()].find((it) => wireAgentId(it.id, variants) === id);
  if (agent === undefined) throw unknownThing('agent', id);
  return agent;
}
