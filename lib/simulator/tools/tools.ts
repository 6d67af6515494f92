import { dataTools } from '@/lib/simulator/tools/data';
import { kubernetesTools } from '@/lib/simulator/tools/kubernetes';
import { openstackTools } from '@/lib/simulator/tools/openstack';
import { otherTools } from '@/lib/simulator/tools/other';
import type { Tool } from '@/lib/simulator/tools/tool';

export const tools: ReadonlyMap<string, Tool> = new Map(
  [...kubernetesTools, ...openstackTools, ...otherTools, ...dataTools].map((tool) => [tool.name, tool]),
);
