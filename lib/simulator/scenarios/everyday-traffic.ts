import { billing, capacityChat, edgeEu, kubernetesProd, lab } from '@/lib/simulator/scenarios/acme-fleet';
import type { Scenario, TrafficStream } from '@/lib/simulator/scenarios/scenario';

/** A quiet day: about eight calls a minute over the fleet, now and then one that somebody must allow. */

const kubernetesReads = [
  'kubectl_get',
  'kubectl_get',
  'k8s_describe_pod',
  'k8s_get_nodes',
  'kubectl_pdb_list',
] as const;
const seconds = (count: number) => count * 1000;
const minutes = (count: number) => count * 60_000;

function stream(
  agentId: string,
  workspaceId: string,
  requestedBy: string,
  chatId: string | null,
  everyMs: number,
  tools: TrafficStream['tools'],
): TrafficStream {
  return { agentId, workspaceId, chatId, requestedBy, everyMs, tools };
}

const nodeCare = 'chat_c81f4a90d5e72b33';
const shopCare = 'chat_5ab3e60179fc4d28';
const edgeCare = 'chat_f2067db8913ce45a';
const invoices = 'chat_20be9f7c13d84a06';
const sandbox = 'chat_91d4c7a3e05b8f62';

export const everydayTraffic: TrafficStream[] = [
  stream('agt_xem_fleet_01', billing, 'nightly-capacity-reclaim', capacityChat, seconds(70), [
    'openstack_server_list',
    'openstack_server_list',
    'openstack_volume_snapshot',
    'prometheus.query',
  ]),
  stream('agt_xem_fleet_01', kubernetesProd, 'service-watch', shopCare, seconds(95), kubernetesReads),
  stream('agt_xem_fleet_02', kubernetesProd, 'service-watch', shopCare, seconds(60), kubernetesReads),
  stream('agt_xem_fleet_03', kubernetesProd, 'node-maintenance', nodeCare, seconds(90), [
    ...kubernetesReads,
    'kubectl_label',
    'kubectl_node_uncordon',
  ]),
  stream('agt_xem_fleet_03', edgeEu, 'edge-care', edgeCare, seconds(150), ['kubectl_get', 'dns_record_set']),
  stream('agt_xem_fleet_04', billing, 'service-watch', invoices, seconds(75), [
    'openstack_server_list',
    'prometheus.query',
    'openstack_volume_snapshot',
  ]),
  stream('agt_4c1d7e02ab90', billing, 'maria.keller@acme.example', null, seconds(160), [
    'openstack_server_list',
    'prometheus.query',
  ]),
  stream('agt_4c1d7e02ab90', lab, 'sandbox', sandbox, seconds(200), [
    'github.open_pull_request',
    'kubectl_get',
  ]),
  stream('agt_9a03f5c871d2', kubernetesProd, 'node-maintenance', nodeCare, seconds(110), [
    ...kubernetesReads,
    'kubectl_label',
  ]),
  stream('agt_e7b24190cf36', edgeEu, 'edge-care', edgeCare, seconds(85), [
    ...kubernetesReads,
    'dns_record_set',
  ]),
  stream('agt_0d86b1f3a95e', edgeEu, 'edge-care', edgeCare, seconds(100), [
    ...kubernetesReads,
    'prometheus.query',
  ]),
  stream('agt_62fa8c0d4b17', edgeEu, 'edge-care', edgeCare, seconds(120), kubernetesReads),
  stream('agt_xem_lab_01', lab, 'sandbox', sandbox, seconds(130), [
    'github.create_repo',
    'kubectl_get',
    'kubectl_label',
  ]),
  stream('agt_xem_lab_02', lab, 'tom.okafor@acme.example', null, seconds(170), [
    'kubectl_get',
    'k8s_describe_pod',
    'prometheus.query',
  ]),
  stream('agt_b5390e7ad4c8', kubernetesProd, 'service-watch', shopCare, seconds(240), [
    'kubectl_get',
    'prometheus.query',
  ]),

  // Those that wait for a person.
  stream('agt_xem_fleet_03', kubernetesProd, 'node-maintenance', nodeCare, minutes(8), ['kubectl_drain']),
  stream('agt_0d86b1f3a95e', edgeEu, 'edge-care', edgeCare, minutes(14), ['kubectl_drain']),
  stream('agt_xem_fleet_04', billing, 'service-watch', invoices, minutes(16), ['openstack_server_stop']),
  stream('agt_4c1d7e02ab90', billing, 'maria.keller@acme.example', null, minutes(35), [
    'openstack_server_delete',
  ]),
];

/** Half are allowed, a few refused, and what nobody looks at is left to expire. */
export const busyReviewers: Scenario['decide'] = (stage) => {
  if (stage.perhaps(0.3)) return null;
  return {
    afterMs: stage.somewhere(seconds(40), seconds(420)),
    decision: stage.perhaps(0.2) ? 'rejected' : 'approved',
    by: stage.perhaps(0.5) ? 'dana.ruiz@acme.example' : 'lev.andersen@acme.example',
  };
};
