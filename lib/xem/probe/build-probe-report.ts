import { type Asked, isAnswer, isNotThere } from '@/lib/xem/probe/asked';
import { buildKeys, buildOperations, buildSurfaces, scopeNamedOtherwise } from '@/lib/xem/probe/build-access';
import { buildAssumptions } from '@/lib/xem/probe/build-assumptions';
import { pagingOf } from '@/lib/xem/probe/build-lists';
import { buildUnseen } from '@/lib/xem/probe/build-unseen';
import { agentIn, leaseSeconds } from '@/lib/xem/probe/lease';
import type { ProbeReport } from '@/lib/xem/probe/probe-report';
import { unknownCollection } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { type OperationName, surfaceNames } from '@/lib/xem/wire/operation-table';
import type { ContractOverrides } from '@/lib/xem/wire/overrides';

/** What was seen, as findings beside the contract. Nothing is guessed: what was not seen stays open. */
export function buildProbeReport(asked: readonly Asked[], contract: Contract): ProbeReport {
  return {
    keys: buildKeys(asked, contract),
    surfaces: buildSurfaces(asked),
    operations: buildOperations(asked),
    assumptions: buildAssumptions(asked, contract),
    unseen: buildUnseen(asked, contract),
    overrides: buildOverrides(asked, contract),
  };
}

const listed: Partial<Record<OperationName, RecordName>> = {
  listExecutions: 'execution',
  listApprovals: 'approval',
  listAgents: 'agent',
  listWorkspaces: 'workspace',
  listChats: 'chat',
  listExports: 'export',
  listApiKeys: 'apiKey',
  listWebhooks: 'webhook',
};

/** Only what is certain and what the adapter would not find out by itself. */
function buildOverrides(asked: readonly Asked[], contract: Contract): ContractOverrides {
  const surfaces = surfaceNames.flatMap((surface) => {
    const scope = scopeNamedOtherwise(asked, surface, contract);
    return scope === null ? [] : [[surface, { scope }] as const];
  });
  const collections = asked.flatMap(({ operation, purpose, body }) => {
    const record = listed[operation];
    const key =
      record === undefined || purpose !== 'surface' ? null : unknownCollection(contract, record, body);
    return record === undefined || key === null ? [] : [[record, [key]] as const];
  });
  const operations = { ...buildRawRoute(asked), ...buildBindingsRoute(asked, contract) };
  const { style } = pagingOf(asked, contract);
  const misses = missesOf(asked, contract);
  return {
    ...(Object.keys(operations).length === 0 ? {} : { operations }),
    ...(surfaces.length === 0 ? {} : { surfaces: Object.fromEntries(surfaces) }),
    ...(collections.length === 0 ? {} : { collections: Object.fromEntries(collections) }),
    ...(style === null || style === contract.page.style ? {} : { page: { style } }),
    ...(misses === null ? {} : { leaseMissesUntilOffline: misses }),
  };
}

type Routes = NonNullable<ContractOverrides['operations']>;

function buildRawRoute(asked: readonly Asked[]): Routes {
  const isUsual = asked.some(
    (it) => it.purpose === 'detail' && it.operation === 'rawExecution' && isAnswer(it),
  );
  const other = asked.find((it) => it.purpose === 'other_route' && isAnswer(it));
  if (isUsual || other === undefined) return {};
  return { rawExecution: { method: 'GET', path: `/${other.path.replace(/^\//, '')}` } };
}

/** Also takes back that there is none, where an earlier probe wrote that and the route answers by now. */
function buildBindingsRoute(asked: readonly Asked[], contract: Contract): Routes {
  const bindings = asked.find((it) => it.purpose === 'detail' && it.operation === 'listWorkspaceBindings');
  const { isMissing = false, method, path } = contract.operations.listWorkspaceBindings;
  if (bindings === undefined) return {};
  if (isMissing && isAnswer(bindings)) return { listWorkspaceBindings: { method, path } };
  return !isMissing && isNotThere(bindings) ? { listWorkspaceBindings: null } : {};
}

/** Null where the table fits, or where a lease is no whole number of renewals. */
function missesOf(asked: readonly Asked[], contract: Contract): number | null {
  const seconds = leaseSeconds(contract, agentIn(asked, contract));
  const misses = seconds === null ? 0 : (seconds * 1000) / contract.leaseRenewalMs;
  const isCertain = Number.isInteger(misses) && misses > 0;
  return isCertain && misses !== contract.leaseMissesUntilOffline ? misses : null;
}
