import type { TimelineItem } from '@/lib/timeline/timeline-item';
import { type ApprovalVerdict, approvalVerdicts } from '@/lib/triage/approval-verdict';

const words = [
  'executionId',
  'approvalId',
  'agentId',
  'workspaceId',
  'workspaceName',
  'chatId',
  'holdId',
  'outageId',
  'toolName',
  'target',
  'risk',
  'status',
  'type',
  'detail',
  'lostSource',
  'resolvedBy',
  'kind',
  'subjectId',
  'from',
  'to',
  'reason',
  'desired',
  'how',
  'decision',
  'outcome',
  'errorMessage',
  'toName',
  'role',
] as const;
type Words = Record<(typeof words)[number], string | null>;

/** The facts of an entry that are drawn, whatever its kind; what is absent or odd is null. */
export type EntryFacts = Words & {
  exitCode: number | null;
  durationMs: number | null;
  approval: ApprovalVerdict | null;
  /** False where only part of a hold was released. */
  isWhole: boolean | null;
  /** How many agents a hold, or the part of one that was given up, meant. */
  targetCount: number | null;
  /** What somebody declared an incident from. */
  origins: { kind: string; subjectId: string }[];
  originCount: number;
};

/** By hand and not by a schema: a page of the log is read in the browser while it is first drawn. */
export function readFacts({ data }: Pick<TimelineItem, 'data'>): EntryFacts {
  const origins = originsOf(data.from);
  return {
    ...(Object.fromEntries(words.map((name) => [name, wordOf(data[name])])) as Words),
    exitCode: numberOf(data.exitCode),
    durationMs: numberOf(data.durationMs),
    approval: approvalVerdicts.find((verdict) => verdict === data.approval) ?? null,
    isWhole: typeof data.isWhole === 'boolean' ? data.isWhole : null,
    // A long list comes trimmed, with its count beside it.
    targetCount: numberOf(data.targetCount) ?? (Array.isArray(data.targets) ? data.targets.length : null),
    origins,
    originCount: numberOf(data.fromCount) ?? origins.length,
  };
}

const wordOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function originsOf(value: unknown): EntryFacts['origins'] {
  return Array.isArray(value) && value.every(isOrigin)
    ? value.map(({ kind, subjectId }) => ({ kind, subjectId }))
    : [];
}

function isOrigin(value: unknown): value is EntryFacts['origins'][number] {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'kind' in value && 'subjectId' in value && wordOf(value.kind) !== null && wordOf(value.subjectId) !== null
  );
}
