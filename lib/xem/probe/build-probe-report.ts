import type { Asked } from '@/lib/xem/probe/asked';
import { buildKeys, buildOperations, buildSurfaces, scopeNamedOtherwise } from '@/lib/xem/probe/build-access';
import { buildAssumptions } from '@/lib/xem/probe/build-assumptions';
import { pagingOf } from '@/lib/xem/probe/build-lists';
import { buildUnseen } from '@/lib/xem/probe/build-unseen';
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
  const usualRaw = asked.find((it) => it.purpose === 'detail' && it.operation === 'rawExecution');
  const raw =
    usualRaw?.status === 200
      ? undefined
      : asked.find((it) => it.purpose === 'other_route' && it.status === 200);
  const bindings = asked.find((it) => it.purpose === 'detail' && it.operation === 'listWorkspaceBindings');
  const operations: NonNullable<ContractOverrides['operations']> = {
    ...(raw === undefined || !raw.path.startsWith('/')
      ? {}
      : { rawExecution: { method: 'GET', path: `/${raw.path.slice(1)}` } }),
    ...(bindings?.status === 404 || bindings?.status === 405 ? { listWorkspaceBindings: null } : {}),
  };
  const { style } = pagingOf(asked, contract);
  return {
    ...(Object.keys(operations).length === 0 ? {} : { operations }),
    ...(surfaces.length === 0 ? {} : { surfaces: Object.fromEntries(surfaces) }),
    ...(collections.length === 0 ? {} : { collections: Object.fromEntries(collections) }),
    ...(style === null || style === contract.page.style ? {} : { page: { style } }),
  };
}
