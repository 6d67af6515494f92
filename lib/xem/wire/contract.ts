import { type CliCommand, cliCommands } from '@/lib/xem/wire/cli-table';
import {
  collections,
  type FieldEntry,
  type FieldName,
  fields,
  type RecordName,
} from '@/lib/xem/wire/field-table';
import type { Mark } from '@/lib/xem/wire/mark';
import {
  type Operation,
  type OperationName,
  operations,
  type Scope,
  type Surface,
  surfaces,
} from '@/lib/xem/wire/operation-table';
import { type Profile, profiles } from '@/lib/xem/wire/profiles';
import {
  type ApprovalStatus,
  type CallStatus,
  type ExportStatus,
  errorCodes,
  type Risk,
  risks,
  type Synonyms,
  statuses,
  type XemErrorCode,
} from '@/lib/xem/wire/words';

/**
 * Every path, method, field name, word and header that Holdfast assumes of the router, in one place, each with
 * how well it is known (`mark.ts`). The adapter reads by this table and the simulator answers by it, so a
 * wrong guess is corrected here and nowhere else; a deployment corrects it by a file (`overrides.ts`).
 */
export const contract = {
  profile: profiles.xerotier,
  surfaces,
  operations,
  cli: cliCommands,
  /** D:c-files: makes the command-line client pass the router's body through (I). */
  cliOutput: ['-o', 'json'],
  fields,
  collections,
  statuses,
  risks,
  errorCodes,
  /** Other words for those above. Of exports the first two alone are documented, so that likely ones are known as well. */
  synonyms: {
    statuses: {
      execution: {},
      invocation: {},
      approval: {},
      export: {
        complete: 'completed',
        succeeded: 'completed',
        ready: 'completed',
        done: 'completed',
        error: 'failed',
        canceled: 'cancelled',
      },
    },
    risks: {},
    errorCodes: {},
  },
  gatedRisks: ['destructive', 'irreversible'],
  /** Seconds until an unanswered approval escalates, then times out (D:appr). */
  approvalTimeoutSeconds: { destructive: 900, irreversible: 3600 },
  /** D:glos, cfg: renewal cadence; A-14: three missed renewals make an agent offline. */
  leaseRenewalMs: 10_000,
  leaseMissesUntilOffline: 3,
  /** D:files, c-wh; A-02: a router that counts offsets says so in its answer, or is said to by the file. */
  page: {
    style: 'cursor',
    /** Those that differ, D:exp. */
    styles: { listExports: 'offset' },
    defaultLimit: 20,
    maxLimit: 100,
    limit: 'limit',
    after: 'after',
    offset: 'offset',
  },
  nextCursor: ['next_cursor', 'next_after', 'next'],
  headers: { requestId: 'X-Request-ID', retryAfter: 'Retry-After' },
  /** D:c-wh for the names and the five minutes, A-13 for the rest. */
  webhook: {
    signatureHeader: 'X-Webhook-Signature',
    timestampHeader: 'X-Webhook-Timestamp',
    maxAgeSeconds: 300,
    testEvent: 'webhook.test',
    /** D:xwh. */
    events: [
      'exec.dispatched',
      'exec.completed',
      'exec.failed',
      'exec.timeout',
      'exec.approval_requested',
      'exec.approved',
      'exec.rejected',
      'exec.approval_escalated',
      'exec.approval_timed_out',
      'exec.agent_enrolled',
      'exec.agent_offline',
    ],
    /** D:xwh: may be subscribed to and never come, though one page tells of the first as if it did. */
    reservedEvents: [
      'exec.ambiguous',
      'exec.discovery_pending',
      'exec.workspace_created',
      'exec.workspace_budget_exhausted',
    ],
  },
  scopeInsufficient: { code: 'scope_insufficient', type: 'authentication_error' },
  /** D:exp. */
  exportMaxDays: 90,
  /** how a pause names its workspace; `any`, as nobody knows where this router looks. */
  pauseBody: { form: 'any', workspaceId: 'workspace_id', workspaceName: 'workspace' },
  invocationBody: { workspaceId: 'workspace_id', toolName: 'tool_name', arguments: 'arguments' },
  rotationBody: { reason: 'reason' },
  webhookBody: { url: 'url', events: 'events', description: 'description', isActive: 'active' },
  decisionBody: { note: 'note', reason: 'reason', confirm: 'confirm' },
  exportBody: { start: 'start_date', end: 'end_date', format: 'format' },
} as const satisfies Contract;

type PageStyle = 'cursor' | 'offset';

/** The table as a deployment may have changed it. */
export type Contract = {
  profile: Profile;
  surfaces: Record<Surface, { scope: Scope; mark: Mark }>;
  operations: Record<OperationName, Operation>;
  cli: Record<OperationName, CliCommand>;
  cliOutput: readonly string[];
  fields: { [Name in RecordName]: Record<FieldName<Name>, FieldEntry> };
  collections: { [Name in RecordName]?: readonly string[] };
  statuses: {
    execution: Record<CallStatus, Mark>;
    invocation: Record<CallStatus, Mark>;
    approval: Record<ApprovalStatus, Mark>;
    export: Record<ExportStatus, Mark>;
  };
  risks: Record<Risk, Mark>;
  errorCodes: Record<XemErrorCode, Mark>;
  synonyms: {
    statuses: {
      execution: Synonyms<CallStatus>;
      invocation: Synonyms<CallStatus>;
      approval: Synonyms<ApprovalStatus>;
      export: Synonyms<ExportStatus>;
    };
    risks: Synonyms<Risk>;
    errorCodes: Synonyms<XemErrorCode>;
  };
  gatedRisks: readonly string[];
  approvalTimeoutSeconds: Readonly<Record<string, number>>;
  leaseRenewalMs: number;
  leaseMissesUntilOffline: number;
  page: {
    style: PageStyle;
    styles: Partial<Record<OperationName, PageStyle>>;
    defaultLimit: number;
    maxLimit: number;
    limit: string;
    after: string;
    offset: string;
  };
  nextCursor: readonly string[];
  headers: Record<'requestId' | 'retryAfter', string>;
  webhook: {
    signatureHeader: string;
    timestampHeader: string;
    maxAgeSeconds: number;
    testEvent: string;
    events: readonly string[];
    reservedEvents: readonly string[];
  };
  scopeInsufficient: { code: XemErrorCode; type: string };
  exportMaxDays: number;
  pauseBody: { form: 'any' | 'id' | 'name' | 'query'; workspaceId: string; workspaceName: string };
  invocationBody: Record<'workspaceId' | 'toolName' | 'arguments', string>;
  rotationBody: Record<'reason', string>;
  webhookBody: Record<'url' | 'events' | 'description' | 'isActive', string>;
  decisionBody: Record<'note' | 'reason' | 'confirm', string>;
  exportBody: Record<'start' | 'end' | 'format', string>;
};
