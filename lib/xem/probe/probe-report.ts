import type { OperationName, Scope, Surface } from '@/lib/xem/wire/operation-table';
import type { ContractOverrides } from '@/lib/xem/wire/overrides';

/** What a router turned out to be, beside what the contract assumes. */
export type ProbeReport = {
  keys: KeyFinding[];
  surfaces: SurfaceFinding[];
  operations: OperationFinding[];
  assumptions: AssumptionFinding[];
  /** Facts that Holdfast makes use of and this router doesn't tell. */
  unseen: { what: string; cost: string }[];
  /** What a deployment has to be told for this router; empty where the table fits. */
  overrides: ContractOverrides;
};

export type KeyFinding = {
  keyName: string;
  /** Null where nothing answered. */
  isAccepted: boolean | null;
  scopes: Record<Scope, 'carried' | 'lacking' | 'unknown'>;
};

export type SurfaceFinding = {
  surface: Surface;
  verdict: 'answers' | 'lacks_scope' | 'key_refused' | 'not_there' | 'fails';
  said: string;
  /** What can't be done in Holdfast because of it. */
  cost: string | null;
};

export type OperationFinding = { operation: OperationName; path: string; answers: boolean; said: string };

export type AssumptionFinding = {
  /** Of the register in docs/xem.md. */
  id: string;
  verdict: 'as_assumed' | 'otherwise' | 'open';
  said: string;
};
