/** How the server is tuned, over PostgreSQL's own defaults. Small at rest: it shares a machine with everything else. */
const common = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  max_logical_replication_workers: '0',
  // Worker processes for reads pay off on big machines only.
  io_method: 'sync',
  // Half as many wake-ups at rest.
  bgwriter_delay: '1s',
  checkpoint_timeout: '15min',
  max_wal_size: '512MB',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

export const serverSettings = {
  durable: { ...common, max_connections: '80' },
  /** For tests: what a power cut would lose may be lost. */
  disposable: {
    ...common,
    max_connections: '200',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
  },
} as const;

export type Durability = keyof typeof serverSettings;

export function settingFlags(durability: Durability): string[] {
  return Object.entries(serverSettings[durability]).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
