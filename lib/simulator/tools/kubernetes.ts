import { between, hex, pick, type Random } from '@/lib/simulator/random';
import { given, type Tool } from '@/lib/simulator/tools/tool';

const apps = [
  'checkout',
  'ledger-api',
  'invoice-worker',
  'gateway',
  'search',
  'notifier',
  'session-store',
] as const;
const namespaces = ['shop', 'payments', 'platform', 'observability'] as const;

const node = (random: Random) => `node-${pick(random, ['a', 'b', 'c'])}-${between(random, 1, 24)}`;
const pod = (random: Random) => `${pick(random, apps)}-${hex(random, 8)}-${hex(random, 5)}`;

const kubernetes = {
  domain: 'kubernetes',
  timeoutMs: 30_000,
  durationMs: [180, 1_900],
  failureRate: 0.02,
  failure: 'Error from server (NotFound): the object was deleted meanwhile',
} as const;

export const kubernetesTools: readonly Tool[] = [
  {
    ...kubernetes,
    name: 'kubectl_get',
    description: 'List objects of one kind in a namespace',
    risk: 'read',
    parameters: { kind: 'string', namespace: 'string' },
    arguments: (random) => ({
      kind: pick(random, ['deployments', 'pods', 'services', 'nodes']),
      namespace: pick(random, namespaces),
    }),
    output: (random) => {
      const rows = Array.from(
        { length: between(random, 3, 9) },
        () =>
          `${pod(random).padEnd(36)} 1/1     Running   ${between(random, 0, 3)}          ${between(random, 1, 40)}d`,
      );
      return ['NAME                                 READY   STATUS    RESTARTS   AGE', ...rows].join('\n');
    },
  },
  {
    ...kubernetes,
    name: 'k8s_describe_pod',
    description: 'Describe one pod with its conditions and recent events',
    risk: 'read',
    parameters: { namespace: 'string', pod: 'string' },
    arguments: (random) => ({ namespace: pick(random, namespaces), pod: pod(random) }),
    output: (random, values) =>
      [
        `Name:             ${given(values, 'pod')}`,
        `Namespace:        ${given(values, 'namespace')}`,
        `Node:             ${node(random)}/10.4.${between(random, 0, 31)}.${between(random, 2, 250)}`,
        'Status:           Running',
        'Conditions:',
        '  Type              Status',
        '  Initialized       True',
        '  Ready             True',
        '  ContainersReady   True',
        '  PodScheduled      True',
        'Events:',
        `  Normal  Pulled   ${between(random, 1, 50)}m   kubelet  Container image already present on machine`,
        `  Normal  Started  ${between(random, 1, 50)}m   kubelet  Started container app`,
      ].join('\n'),
  },
  {
    ...kubernetes,
    name: 'k8s_get_nodes',
    description: 'List nodes with their state and load',
    risk: 'read',
    parameters: {},
    arguments: () => ({}),
    output: (random) =>
      JSON.stringify(
        Array.from({ length: between(random, 3, 6) }, () => ({
          name: node(random),
          ready: true,
          cpu_percent: between(random, 8, 84),
          memory_percent: between(random, 20, 91),
        })),
        null,
        2,
      ),
  },
  {
    ...kubernetes,
    name: 'kubectl_pdb_list',
    description: 'List pod disruption budgets',
    risk: 'read',
    parameters: { namespace: 'string' },
    arguments: (random) => ({ namespace: pick(random, namespaces) }),
    output: (random, values) =>
      apps
        .slice(0, 4)
        .map(
          (app) =>
            `${given(values, 'namespace')}/${app}   min-available=2   allowed=${between(random, 0, 2)}`,
        )
        .join('\n'),
  },
  {
    ...kubernetes,
    name: 'kubectl_label',
    description: 'Set a label on an object',
    risk: 'write',
    parameters: { kind: 'string', name: 'string', label: 'string' },
    arguments: (random) => ({
      kind: 'node',
      name: node(random),
      label: `maintenance-group=${pick(random, ['a', 'b', 'c'])}`,
    }),
    output: (_, values) => `${given(values, 'kind')}/${given(values, 'name')} labeled`,
  },
  {
    ...kubernetes,
    name: 'kubectl_node_uncordon',
    description: 'Allow scheduling on a node again',
    risk: 'write',
    parameters: { node: 'string' },
    arguments: (random) => ({ node: node(random) }),
    output: (_, values) => `node/${given(values, 'node')} uncordoned`,
  },
  {
    ...kubernetes,
    name: 'kubectl_drain',
    description: 'Evict every pod from a node',
    risk: 'destructive',
    timeoutMs: 120_000,
    durationMs: [6_000, 24_000],
    failureRate: 0.06,
    failure: 'error: cannot evict pod as it would violate its disruption budget',
    parameters: { node: 'string', ignore_daemonsets: 'boolean', grace_seconds: 'number' },
    arguments: (random) => ({ node: node(random), ignore_daemonsets: true, grace_seconds: 60 }),
    output: (random, values) =>
      [
        `node/${given(values, 'node')} cordoned`,
        ...Array.from({ length: between(random, 4, 12) }, () => `evicting pod ${pod(random)}`),
        `node/${given(values, 'node')} drained`,
      ].join('\n'),
  },
];
