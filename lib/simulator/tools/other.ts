import { between, hex, pick } from '@/lib/simulator/random';
import { given, type Tool } from '@/lib/simulator/tools/tool';

export const otherTools: readonly Tool[] = [
  {
    name: 'prometheus.query',
    description: 'Evaluate a PromQL expression',
    risk: 'read',
    domain: 'observability',
    timeoutMs: 15_000,
    durationMs: [90, 700],
    failureRate: 0.01,
    failure: 'bad_data: the expression has no samples',
    parameters: { query: 'string' },
    arguments: (random) => ({
      query: pick(random, [
        'sum(rate(http_requests_total{code=~"5.."}[5m])) by (service)',
        'histogram_quantile(0.99, sum(rate(request_seconds_bucket[5m])) by (le))',
        'kube_node_status_condition{condition="Ready",status="true"} == 0',
      ]),
    }),
    output: (random) =>
      JSON.stringify(
        { resultType: 'vector', result: [{ value: [0, `0.${between(random, 1, 99)}`] }] },
        null,
        2,
      ),
  },
  {
    name: 'github.create_repo',
    description: 'Create a repository from the service template',
    risk: 'write',
    domain: 'github',
    timeoutMs: 30_000,
    durationMs: [900, 3_200],
    failureRate: 0.04,
    failure: '422 Validation Failed: name already exists on this account',
    parameters: { name: 'string', private: 'boolean' },
    arguments: (random) => ({
      name: `svc-${pick(random, ['ledger', 'quota', 'audit', 'mailer'])}-${hex(random, 4)}`,
      private: true,
    }),
    output: (_, values) => `created https://github.com/acme/${given(values, 'name')}`,
  },
  {
    name: 'github.open_pull_request',
    description: 'Open a pull request',
    risk: 'write',
    domain: 'github',
    timeoutMs: 30_000,
    durationMs: [700, 2_400],
    failureRate: 0.02,
    failure: '422 Validation Failed: no commits between the branches',
    parameters: { repo: 'string', title: 'string' },
    arguments: (random) => ({
      repo: `acme/${pick(random, ['infra', 'charts', 'edge-config'])}`,
      title: pick(random, [
        'Raise memory limit of the gateway',
        'Pin base image',
        'Rotate edge certificates',
      ]),
    }),
    output: (random, values) =>
      `opened https://github.com/${given(values, 'repo')}/pull/${between(random, 210, 940)}`,
  },
  {
    name: 'dns_record_set',
    description: 'Set a DNS record',
    risk: 'write',
    domain: 'network',
    timeoutMs: 20_000,
    durationMs: [300, 1_500],
    failureRate: 0.02,
    failure: 'SERVFAIL: zone is locked by another change',
    parameters: { name: 'string', type: 'string', value: 'string' },
    arguments: (random) => ({
      name: `${pick(random, ['fra', 'ams', 'mad'])}-${between(random, 1, 6)}.edge.acme.example`,
      type: 'A',
      value: `198.51.100.${between(random, 2, 250)}`,
    }),
    output: (_, values) =>
      `${given(values, 'name')} ${given(values, 'type')} ${given(values, 'value')} (ttl 60)`,
  },
];
