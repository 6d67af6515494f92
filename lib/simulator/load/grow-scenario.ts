import { type LoadShape, workspacesFor } from '@/lib/simulator/load/load-shape';
import { between, chance, hex, pick, type Random, randomFrom } from '@/lib/simulator/random';
import { edgeTools, kubernetesTools, labTools, openstackTools } from '@/lib/simulator/scenarios/acme-fleet';
import { busyReviewers } from '@/lib/simulator/scenarios/everyday-traffic';
import type { FleetAgent, FleetChat, Scenario, TrafficStream } from '@/lib/simulator/scenarios/scenario';
import { tools } from '@/lib/simulator/tools/tools';
import { isGated } from '@/lib/simulator/world/approvals';

const areas = ['payments', 'orders', 'search', 'identity', 'media', 'ledger', 'edge', 'data'] as const;
const regions = ['eu-central', 'eu-west', 'eu-south', 'us-east'] as const;
const toolsets = [kubernetesTools, [...openstackTools, ...kubernetesTools], edgeTools, labTools] as const;

/** The scenario's story in a fleet of the wanted size: its own agents and workspaces first, as they are. */
export function growScenario(scenario: Scenario, shape: LoadShape, seed: string): Scenario {
  const random = randomFrom(`${seed} fleet`);
  const workspaces = [...scenario.workspaces];
  for (let index = workspaces.length; index < workspacesFor(shape); index += 1) {
    workspaces.push({
      id: `ws_${hex(random, 12)}`,
      name: `${areas[index % areas.length]}-${number(index, 3)}`,
      type: index % 3 === 0 ? 'openstack' : 'kubernetes',
    });
  }
  const grown = workspaces.slice(scenario.workspaces.length);
  const agents: FleetAgent[] = [];
  for (let index = scenario.agents.length; index < shape.agents; index += 1) {
    agents.push(agentNumber(index, grown.length === 0 ? workspaces : grown, random));
  }
  const chats = grown.map(({ id, name }): FleetChat => {
    return {
      id: `chat_${hex(random, 16)}`,
      title: `Care of ${name}`,
      workspaceId: id,
      template: 'service-watch',
    };
  });
  return {
    ...scenario,
    // A saved world goes on in a fleet of the same size only.
    name: `${scenario.name}, ${shape.agents} agents, ${shape.executions} executions`,
    workspaces,
    agents: [...scenario.agents, ...agents],
    chats: [...scenario.chats, ...chats],
    traffic: [...scenario.traffic, ...trafficOf(agents, chats, shape.callsPerSecond)],
    decide: scenario.traffic.length === 0 ? busyReviewers : scenario.decide,
    // The past that is made on demand takes the place of the one that would have to be lived through.
    pastMs: shape.executions > 0 ? 0 : scenario.pastMs,
  };
}

/** Every agent has a workspace of its own kind, and some serve a second one. Ids in both documented styles. */
function agentNumber(index: number, workspaces: Scenario['workspaces'], random: Random): FleetAgent {
  const first = workspaces[index % workspaces.length];
  const second = workspaces[between(random, 0, workspaces.length - 1)];
  const workspaceIds = [first, ...(chance(random, 0.25) ? [second] : [])].flatMap((it) => it?.id ?? []);
  return {
    id: index % 2 === 0 ? `agt_xem_load_${number(index, 4)}` : `agt_${hex(random, 12)}`,
    name: `xem-${first?.name ?? 'spare'}-${number(index, 4)}`,
    region: pick(random, regions),
    maxConcurrent: pick(random, [8, 12, 20]),
    workspaceIds: [...new Set(workspaceIds)],
    tools: [...pick(random, toolsets)],
  };
}

function trafficOf(agents: FleetAgent[], chats: FleetChat[], callsPerSecond: number): TrafficStream[] {
  if (callsPerSecond <= 0) return [];
  const everyMs = (agents.length / callsPerSecond) * 1000;
  return agents.map(({ id, workspaceIds: [workspaceId = ''], tools: [first = '', ...others] }) => ({
    agentId: id,
    workspaceId,
    chatId: chats.find((chat) => chat.workspaceId === workspaceId)?.id ?? null,
    requestedBy: 'service-watch',
    everyMs,
    tools: [first, ...inProportion([first, ...others])],
  }));
}

/** Much is read, little is written, and about one call in thirty waits for a person. */
export function inProportion(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const risk = tools.get(name)?.risk ?? 'read';
    const share = isGated(risk) ? 1 : risk === 'write' ? 2 : 6;
    return Array.from({ length: share }, () => name);
  });
}

function number(index: number, width: number): string {
  return String(index + 1).padStart(width, '0');
}
