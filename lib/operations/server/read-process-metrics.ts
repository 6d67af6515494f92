import 'server-only';
import type { Metric } from '@/lib/operations/exposition';

/** Under the names that dashboards for Node know. */
export function readProcessMetrics(): Metric[] {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    help,
    type: 'gauge',
    samples: [{ value }],
  });
  return [
    gauge('process_resident_memory_bytes', 'Resident memory', rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use', heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Heap reserved', heapTotal),
    gauge('nodejs_external_memory_bytes', 'Memory outside of the heap', external),
    gauge('process_start_time_seconds', 'When the process started', performance.timeOrigin / 1000),
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time used',
      type: 'counter',
      samples: [{ value: (user + system) / 1_000_000 }],
    },
  ];
}
