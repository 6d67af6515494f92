import { between, hex, pick, type Random } from '@/lib/simulator/random';
import { given, type Tool } from '@/lib/simulator/tools/tool';

const databases = ['billing-prod', 'ledger-prod', 'orders-prod'] as const;

const backup = {
  domain: 'backup',
  timeoutMs: 120_000,
  failureRate: 0.01,
  failure: 'AccessDenied: the bucket is locked',
} as const;

const stored = (random: Random, days: number) =>
  Array.from({ length: days }, (_, day) => `day-${day + 1}  ${between(random, 180, 240)} GiB  verified`);

/** Databases with their backups, and mail: what stories do the most harm with. */
export const dataTools: readonly Tool[] = [
  {
    name: 'postgres_query',
    description: 'Run one reading statement',
    risk: 'read',
    domain: 'database',
    timeoutMs: 30_000,
    durationMs: [60, 900],
    failureRate: 0.01,
    failure: 'ERROR: canceling statement due to statement timeout',
    parameters: { database: 'string', statement: 'string' },
    arguments: (random) => ({
      database: pick(random, databases),
      statement: 'select count(*) from invoices',
    }),
    output: (random) => ` count \n-------\n ${between(random, 40_000, 60_000)}\n(1 row)`,
  },
  {
    name: 'postgres_database_drop',
    description: 'Drop a database with all its data',
    risk: 'irreversible',
    domain: 'database',
    timeoutMs: 60_000,
    durationMs: [900, 2_400],
    failureRate: 0.02,
    failure: 'ERROR: database is being accessed by other users',
    parameters: { database: 'string', force: 'boolean' },
    arguments: (random) => ({ database: pick(random, databases), force: false }),
    output: (_, values) => `DROP DATABASE ${given(values, 'database')}`,
  },
  {
    ...backup,
    name: 'backup.list',
    description: 'List the stored backups of a database',
    risk: 'read',
    durationMs: [200, 900],
    parameters: { database: 'string' },
    arguments: (random) => ({ database: pick(random, databases) }),
    output: (random, values) => [`backups of ${given(values, 'database')}`, ...stored(random, 5)].join('\n'),
  },
  {
    ...backup,
    name: 'backup.create',
    description: 'Store a backup of a database',
    risk: 'write',
    durationMs: [4_000, 9_000],
    parameters: { database: 'string' },
    arguments: (random) => ({ database: pick(random, databases) }),
    output: (random, values) =>
      `backup bkp-${hex(random, 8)} of ${given(values, 'database')}: ${between(random, 180, 240)} GiB stored, verified`,
  },
  {
    ...backup,
    name: 'backup.delete',
    description: 'Delete one stored backup for good',
    risk: 'irreversible',
    durationMs: [500, 1_600],
    parameters: { database: 'string', backup: 'string' },
    arguments: (random) => ({ database: pick(random, databases), backup: `day-${between(random, 1, 5)}` }),
    output: (_, values) => `deleted backup ${given(values, 'backup')} of ${given(values, 'database')}`,
  },
  {
    name: 'mail.send',
    description: 'Send an e-mail to customers',
    risk: 'write',
    domain: 'mail',
    timeoutMs: 600_000,
    durationMs: [800, 3_000],
    failureRate: 0.01,
    failure: '451 4.7.1 try again later',
    parameters: { to: 'string', subject: 'string' },
    arguments: (random) => ({
      to: `customer-${between(random, 100, 999)}@example.net`,
      subject: 'Your invoice',
    }),
    output: (random, values) => `250 2.0.0 queued as ${hex(random, 10)} for ${given(values, 'to')}`,
  },
];
