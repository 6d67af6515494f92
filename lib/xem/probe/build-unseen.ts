import { type Asked, isAnswer } from '@/lib/xem/probe/asked';
import type { ProbeReport } from '@/lib/xem/probe/probe-report';
import { fieldIn, firstRow, recordIn } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import type { OperationName } from '@/lib/xem/wire/operation-table';

type Wanted = { record: RecordName; from: OperationName[]; field: string; cost: string };

/** What Holdfast does worse without. */
const wanted: Wanted[] = [
  {
    record: 'execution',
    from: ['showExecution', 'listExecutions'],
    field: 'agent_id',
    cost: 'Which agent ran an execution is not known: it can only be stopped by its workspace.',
  },
  {
    record: 'execution',
    from: ['showExecution', 'listExecutions'],
    field: 'status',
    cost: 'Executions cannot be told apart by how they ended.',
  },
  {
    record: 'execution',
    from: ['showExecution', 'listExecutions'],
    field: 'started_at',
    cost: 'Executions cannot be put in order, nor into the window of an incident.',
  },
  {
    record: 'execution',
    from: ['showExecution', 'listExecutions'],
    field: 'invocation_id',
    cost: 'Executions are not joined with the calls that asked for them.',
  },
  {
    record: 'execution',
    from: ['showExecution', 'listExecutions'],
    field: 'risk',
    cost: 'Triage by risk needs the tool catalogue.',
  },
  {
    record: 'agent',
    from: ['showAgent', 'listAgents'],
    field: 'exec_paused',
    cost: 'A stop is accepted, and cannot be verified.',
  },
  {
    record: 'agent',
    from: ['showAgent', 'listAgents'],
    field: 'paused_workspaces',
    cost: 'A stop in one workspace is accepted, and cannot be verified.',
  },
  {
    record: 'agent',
    from: ['showAgent', 'listAgents'],
    field: 'in_flight',
    cost: 'Whether a stopped agent has drained is taken from its executions.',
  },
  {
    record: 'agent',
    from: ['showAgent', 'listAgents'],
    field: 'workspaces',
    cost: 'Which agents serve a workspace is taken from bindings and executions: one may be missed.',
  },
  {
    record: 'agent',
    from: ['showAgent', 'listAgents'],
    field: 'last_heartbeat_at',
    cost: 'A silent agent is not noticed before it is offline.',
  },
  {
    record: 'approval',
    from: ['showApproval', 'listApprovals'],
    field: 'expires_at',
    cost: 'Countdowns of approvals are estimates.',
  },
  {
    record: 'approval',
    from: ['showApproval', 'listApprovals'],
    field: 'arguments',
    cost: 'Approvals are decided without seeing the arguments.',
  },
];

/** Only where a record was there to look at. A field that is there and null is not missing. */
export function buildUnseen(asked: readonly Asked[], contract: Contract): ProbeReport['unseen'] {
  return wanted.flatMap(({ record, from, field, cost }) => {
    const rows = from.flatMap((operation) => {
      const body = asked.find((it) => it.operation === operation && isAnswer(it))?.body;
      const row = operation.startsWith('list') ? firstRow(contract, record, body) : recordIn(record, body);
      return row === null ? [] : [row];
    });
    const isSeen = rows.some(
      (row) => fieldIn(contract, record, field, row) !== null || hasKey(contract, record, field, row),
    );
    return rows.length === 0 || isSeen ? [] : [{ what: `${record}.${field}`, cost }];
  });
}

function hasKey(
  contract: Contract,
  record: RecordName,
  field: string,
  row: Record<string, unknown>,
): boolean {
  const table: Contract['fields'][RecordName] = contract.fields[record];
  const aliases = Object.entries(table).find(([name]) => name === field)?.[1] ?? [];
  return aliases.some((alias) => alias in row);
}
