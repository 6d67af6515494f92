import { between, hex, pick, type Random } from '@/lib/simulator/random';
import { given, type Tool } from '@/lib/simulator/tools/tool';

const server = (random: Random) => `billing-worker-${String(between(random, 1, 48)).padStart(2, '0')}`;

const openstack = {
  domain: 'openstack',
  timeoutMs: 60_000,
  durationMs: [400, 2_600],
  failureRate: 0.02,
  failure: 'HTTP 404: no server with that name or id',
} as const;

export const openstackTools: readonly Tool[] = [
  {
    ...openstack,
    name: 'openstack_server_list',
    description: 'List servers of the project',
    risk: 'read',
    parameters: { status: 'string' },
    arguments: (random) => ({ status: pick(random, ['ACTIVE', 'SHUTOFF', 'any']) }),
    output: (random) =>
      JSON.stringify(
        Array.from({ length: between(random, 4, 9) }, () => ({
          id: hex(random, 12),
          name: server(random),
          status: pick(random, ['ACTIVE', 'ACTIVE', 'ACTIVE', 'SHUTOFF']),
          flavor: 'm5.large',
        })),
        null,
        2,
      ),
  },
  {
    ...openstack,
    name: 'openstack_volume_snapshot',
    description: 'Take a snapshot of a volume',
    risk: 'write',
    durationMs: [1_500, 6_000],
    parameters: { volume: 'string' },
    arguments: (random) => ({ volume: `vol-${hex(random, 8)}` }),
    output: (random, values) => `snapshot snap-${hex(random, 8)} of ${given(values, 'volume')} is available`,
  },
  {
    ...openstack,
    name: 'openstack_server_stop',
    description: 'Stop a server',
    risk: 'destructive',
    durationMs: [3_000, 9_000],
    parameters: { server: 'string' },
    arguments: (random) => ({ server: server(random) }),
    output: (_, values) => `server ${given(values, 'server')} is SHUTOFF`,
  },
  {
    ...openstack,
    name: 'openstack_server_delete',
    description: 'Delete a server together with its ephemeral disks',
    risk: 'irreversible',
    durationMs: [6_000, 14_000],
    parameters: { server: 'string', force: 'boolean' },
    arguments: (random) => ({ server: server(random), force: false }),
    output: (random, values) =>
      [
        `Request to delete server ${given(values, 'server')} has been accepted.`,
        `task ${hex(random, 8)}: ephemeral disk wiped`,
        `server ${given(values, 'server')} deleted`,
      ].join('\n'),
  },
];
