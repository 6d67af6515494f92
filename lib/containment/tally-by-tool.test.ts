import { expect, it } from 'vitest';
import { tallyByTool } from '@/lib/containment/tally-by-tool';

it('counts calls by tool, the most dangerous first, a risk nobody knows beside the worst', () => {
  const calls = [
    { toolName: 'kubectl_get', risk: 'read' },
    { toolName: 'kubectl_get', risk: 'read' },
    { toolName: 'openstack_server_delete', risk: 'destructive' },
    { toolName: 'new_tool', risk: 'cosmic' },
    { toolName: 'kubectl_label', risk: 'write' },
  ];
  expect(tallyByTool(calls)).toEqual([
    { toolName: 'new_tool', risk: 'cosmic', count: 1 },
    { toolName: 'openstack_server_delete', risk: 'destructive', count: 1 },
    { toolName: 'kubectl_label', risk: 'write', count: 1 },
    { toolName: 'kubectl_get', risk: 'read', count: 2 },
  ]);
});
