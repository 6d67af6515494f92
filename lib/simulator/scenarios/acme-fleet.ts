import type { FleetAgent, FleetChat, Scenario } from '@/lib/simulator/scenarios/scenario';

/** Twelve agents on four workspaces, as a middling company would have them. Ids in every style of the wire. */

export const kubernetesProd = 'ws_8f2c1a04b9e7';
export const billing = 'ws_3b7e90d25c18';
export const edgeEu = 'ws_c41d6fa2078b';
export const lab = 'ws_5e0a9b3d7f64';

export const workspaces: Scenario['workspaces'] = [
  { id: kubernetesProd, name: 'kubernetes-prod', type: 'kubernetes' },
  { id: billing, name: 'billing', type: 'openstack' },
  { id: edgeEu, name: 'edge-eu', type: 'kubernetes' },
  { id: lab, name: 'lab', type: 'kubernetes' },
];

export const kubernetesTools = [
  'kubectl_get',
  'k8s_describe_pod',
  'k8s_get_nodes',
  'kubectl_pdb_list',
  'kubectl_label',
  'kubectl_node_uncordon',
  'kubectl_drain',
  'prometheus.query',
];
export const openstackTools = [
  'openstack_server_list',
  'openstack_volume_snapshot',
  'openstack_server_stop',
  'openstack_server_delete',
  'prometheus.query',
];
export const edgeTools = [...kubernetesTools, 'dns_record_set'];
export const labTools = [...kubernetesTools, 'github.create_repo', 'github.open_pull_request'];

function agent(
  id: string,
  name: string,
  region: string,
  workspaceIds: string[],
  tools: string[],
  maxConcurrent = 20,
): FleetAgent {
  return { id, name, region, maxConcurrent, workspaceIds, tools };
}

export const agents: FleetAgent[] = [
  agent(
    'agt_xem_fleet_01',
    'xem-fleet-01',
    'eu-central',
    [billing, kubernetesProd],
    [...openstackTools, ...kubernetesTools],
  ),
  agent('agt_xem_fleet_02', 'xem-fleet-02', 'eu-central', [kubernetesProd], kubernetesTools),
  agent('agt_xem_fleet_03', 'xem-fleet-03', 'eu-central', [kubernetesProd, edgeEu], edgeTools),
  agent('agt_xem_fleet_04', 'xem-fleet-04', 'eu-west', [billing], openstackTools),
  agent(
    'agt_4c1d7e02ab90',
    'xem-jumphost-01',
    'eu-central',
    [billing, lab],
    [...openstackTools, ...labTools],
    8,
  ),
  agent('agt_9a03f5c871d2', 'xem-jumphost-02', 'eu-west', [kubernetesProd], kubernetesTools, 8),
  agent('agt_e7b24190cf36', 'xem-edge-fra-1', 'eu-central', [edgeEu], edgeTools, 12),
  agent('agt_0d86b1f3a95e', 'xem-edge-ams-1', 'eu-west', [edgeEu], edgeTools, 12),
  agent('agt_62fa8c0d4b17', 'xem-edge-mad-1', 'eu-south', [edgeEu], edgeTools, 12),
  agent('agt_xem_lab_01', 'xem-lab-01', 'eu-central', [lab], labTools, 4),
  agent('agt_xem_lab_02', 'xem-lab-02', 'eu-central', [lab], labTools, 4),
  agent(
    'agt_b5390e7ad4c8',
    'xem-standby-01',
    'eu-west',
    [kubernetesProd, billing],
    [...openstackTools, ...kubernetesTools],
  ),
];

export const capacityChat = 'chat_7d19c0e4a2b8f651';

export const chats: FleetChat[] = [
  {
    id: capacityChat,
    title: 'Billing capacity clean-up',
    workspaceId: billing,
    template: 'nightly-capacity-reclaim',
  },
  {
    id: 'chat_20be9f7c13d84a06',
    title: 'Invoice run health',
    workspaceId: billing,
    template: 'service-watch',
  },
  {
    id: 'chat_c81f4a90d5e72b33',
    title: 'Node maintenance',
    workspaceId: kubernetesProd,
    template: 'node-maintenance',
  },
  {
    id: 'chat_5ab3e60179fc4d28',
    title: 'Shop on-call helper',
    workspaceId: kubernetesProd,
    template: 'service-watch',
  },
  {
    id: 'chat_f2067db8913ce45a',
    title: 'Edge points of presence',
    workspaceId: edgeEu,
    template: 'edge-care',
  },
  { id: 'chat_91d4c7a3e05b8f62', title: 'Lab scaffolding', workspaceId: lab, template: 'sandbox' },
];
