import { type Asked, isAnswer, isNotThere, isRefusal, type Purpose } from '@/lib/xem/probe/asked';
import { describeAnswer, scopeNamedOtherwise } from '@/lib/xem/probe/build-access';
import { describeList, pagingOf } from '@/lib/xem/probe/build-lists';
import { agentIn, leaseSeconds } from '@/lib/xem/probe/lease';
import type { AssumptionFinding } from '@/lib/xem/probe/probe-report';
import { fieldIn, firstRow } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { type OperationName, surfaceNames } from '@/lib/xem/wire/operation-table';

type Finding = Omit<AssumptionFinding, 'id'>;

const open = (said: string): Finding => ({ verdict: 'open', said });
const asAssumed = (said: string): Finding => ({ verdict: 'as_assumed', said });
const otherwise = (said: string): Finding => ({ verdict: 'otherwise', said });

/** One finding for each entry of the register; what reading can't tell says how it can be settled. */
export function buildAssumptions(asked: readonly Asked[], contract: Contract): AssumptionFinding[] {
  const find = (purpose: Purpose, operation: OperationName) =>
    asked.find((it) => it.purpose === purpose && it.operation === operation);
  const answered = (operation: OperationName) =>
    asked.find((it) => it.operation === operation && isAnswer(it));
  const row = (record: RecordName, operation: OperationName) =>
    firstRow(contract, record, answered(operation)?.body);
  const execution = row('execution', 'listExecutions');
  const agent = agentIn(asked, contract);

  const findings: Record<string, Finding> = {
    'A-01': open('Send a test delivery, then look at one real event.'),
    'A-02': lists(asked, contract),
    'A-03': execution === null ? open('There is no execution to look at.') : linkOf(contract, execution),
    'A-04': idForms(contract, { execution, invocation: row('invocation', 'listInvocations') }),
    'A-05': timeForm(contract, execution),
    'A-06': pauseForm(contract, find('methods', 'pauseExec'), agent),
    'A-07': routesOf(asked, contract),
    'A-08': unknownId(find('unknown_id', 'showExecution')),
    'A-09': open('Read the approval policy in the dashboard.'),
    'A-10': scopeOf(asked, contract),
    'A-11': bindings(find('detail', 'listWorkspaceBindings')),
    'A-12': open('Make one export and compare its lines with the execution record.'),
    'A-13': open('Send a test delivery; the page of deliveries tells the form of its signature.'),
    'A-14': leaseOf(contract, agent),
    'A-15': open('No call is ever repeated, so that nothing hangs on it.'),
    'A-16': open('Pause one of two agents on staging and call a reading tool.'),
  };
  return Object.entries(findings).map(([id, finding]) => ({ id, ...finding }));
}

function lists(asked: readonly Asked[], contract: Contract): Finding {
  const seen = asked.filter(
    (it) => it.purpose === 'surface' && it.operation === 'listExecutions' && isAnswer(it),
  );
  const [first] = seen;
  if (first === undefined) return open('No list answered.');
  const paging = pagingOf(asked, contract);
  const said = `${describeList(contract, first.body)}; pages ${paging.said}`;
  if (paging.style === null) return open(said);
  return paging.style === contract.page.style ? asAssumed(said) : otherwise(said);
}

function linkOf(contract: Contract, execution: Record<string, unknown>): Finding {
  const id = fieldIn(contract, 'execution', 'execution_id', execution);
  const invocation = fieldIn(contract, 'execution', 'invocation_id', execution);
  if (invocation === null) return otherwise('An execution does not name its invocation.');
  return id === invocation
    ? otherwise('Both have the same id.')
    : asAssumed('An execution names its invocation.');
}

function idForms(
  contract: Contract,
  rows: Record<'execution' | 'invocation', Record<string, unknown> | null>,
): Finding {
  const forms = (['execution', 'invocation'] as const).flatMap((record) => {
    const row = rows[record];
    const id = row === null ? null : fieldIn(contract, record, `${record}_id`, row);
    return id === null ? [] : [`${record} ${formOfId(String(id))}`];
  });
  return forms.length === 0
    ? open('There is nothing to look at.')
    : asAssumed(`${forms.join(', ')}; any form will do`);
}

function formOfId(id: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(id)) return 'as a UUID';
  const prefix = /^([a-z]+)[_-]/i.exec(id)?.[1];
  return prefix === undefined ? 'as plain text' : `with the prefix ${prefix}`;
}

function timeForm(contract: Contract, execution: Record<string, unknown> | null): Finding {
  const value = execution === null ? null : fieldIn(contract, 'execution', 'started_at', execution);
  if (value === null) return open('There is no time to look at.');
  if (typeof value !== 'number') return asAssumed(`text such as ${String(value)}`);
  return asAssumed(value < 1e11 ? 'seconds since 1970' : 'milliseconds since 1970');
}

function pauseForm(
  contract: Contract,
  methods: Asked | undefined,
  agent: Record<string, unknown> | null,
): Finding {
  const shown = agent !== null && fieldIn(contract, 'agent', 'exec_paused', agent) !== null;
  const allowed = methods === undefined || methods.isWebPage ? [] : methods.methods;
  const route =
    allowed.length === 0 ? 'the router does not say which method it takes' : `it takes ${allowed.join(', ')}`;
  const { cli } = contract.profile;
  return open(
    `${route}; agents ${shown ? 'show' : 'do not show'} whether they are paused. How a workspace is named is shown by: ${cli} agents pause-exec <id> --workspace <name> --dry-run`,
  );
}

function routesOf(asked: readonly Asked[], contract: Contract): Finding {
  const raw = asked.find((it) => it.purpose === 'detail' && it.operation === 'rawExecution');
  const other = asked.find((it) => it.purpose === 'other_route' && isAnswer(it));
  const hint = `cancel: ${contract.profile.cli} exec cancel <id> --dry-run shows it, and both ways are tried`;
  if (raw !== undefined && isAnswer(raw)) return asAssumed(`raw output under ${raw.path}; ${hint}`);
  if (other !== undefined) return otherwise(`raw output under ${other.path}; ${hint}`);
  return open(`raw output: ${describeAnswer(raw)}; ${hint}`);
}

function unknownId(asked: Asked | undefined): Finding {
  if (asked === undefined) return open(describeAnswer(asked));
  if (isRefusal(asked, 404)) return asAssumed('Unknown is 404. Deciding twice on staging tells the rest.');
  if (isRefusal(asked, 400, 422)) return otherwise(`Unknown is ${describeAnswer(asked)}.`);
  return open(describeAnswer(asked));
}

function scopeOf(asked: readonly Asked[], contract: Contract): Finding {
  const named = surfaceNames.flatMap((surface) => {
    const scope = scopeNamedOtherwise(asked, surface, contract);
    return scope === null ? [] : [`${surface} needs ${scope}`];
  });
  if (named.length > 0) return otherwise(named.join(', '));
  const refusals = asked.some((it) => it.purpose === 'surface' && isRefusal(it, 403));
  return refusals ? asAssumed('Refusals name the scopes that the table has.') : open('No key was refused.');
}

function bindings(asked: Asked | undefined): Finding {
  if (asked === undefined) return open(describeAnswer(asked));
  if (isAnswer(asked)) return asAssumed('A workspace lists its agents.');
  if (isNotThere(asked)) {
    return otherwise(
      'There is no route for bindings: who serves a workspace is taken from agents and executions.',
    );
  }
  return open(describeAnswer(asked));
}

function leaseOf(contract: Contract, agent: Record<string, unknown> | null): Finding {
  const seconds = leaseSeconds(contract, agent);
  if (seconds === null) return open('Agents do not show both their last renewal and the end of their lease.');
  const said = `a lease lasts ${seconds} s`;
  const assumed = (contract.leaseRenewalMs / 1000) * contract.leaseMissesUntilOffline;
  return seconds === assumed ? asAssumed(said) : otherwise(said);
}
