import { followUpKindNames } from '@/lib/follow-ups/follow-up';
import { severityNames } from '@/lib/incidents/severity';
import type { Action, AffectedExecution, PostmortemFacts } from '@/lib/postmortem/facts';
import { codeSpan, escapeMarkdown, tableCell } from '@/lib/postmortem/markdown/escape-markdown';
import { duration, utc } from '@/lib/postmortem/markdown/format-facts';
import {
  type RootCauseKind,
  rootCauseKindNames,
  type Section,
  sections,
  sectionTitles,
} from '@/lib/postmortem/postmortem';
import { approvalVerdictNames } from '@/lib/triage/approval-verdict';

export type MarkdownInput = {
  facts: PostmortemFacts;
  /** Markdown by section. */
  texts: Record<Section, string>;
  rootCauseKind: RootCauseKind | null;
  noExecutionsReason: string | null;
};

/** The whole document. The same input gives the same bytes, so that its SHA-256 tells whether anything changed. */
export function buildMarkdown(input: MarkdownInput): string {
  const { facts, texts } = input;
  const parts = [
    `# Postmortem ${facts.incidentRef}: ${escapeMarkdown(facts.title)}`,
    overview(facts),
    ...sections.flatMap((section) => [
      `## ${sectionTitles[section]}`,
      ...(section === 'root_cause' && input.rootCauseKind
        ? [`Kind: ${rootCauseKindNames[input.rootCauseKind]}`]
        : []),
      texts[section] || '*Nothing written.*',
      ...appendix(section, input),
    ]),
    ...(facts.story.length > 0 ? ['## Story', story(facts)] : []),
    '## Evidence',
    archives(facts),
  ];
  return `${parts.join('\n\n')}\n`;
}

function overview(facts: PostmortemFacts): string {
  return table(
    ['Fact', 'Value'],
    [
      ['Severity', severityNames[facts.severity]],
      ['Window', `${utc(facts.startedAt)} to ${facts.resolvedAt ? utc(facts.resolvedAt) : 'open'}`],
      ['Detected', `${utc(facts.detectedAt)}, ${duration(facts.timeToDetectMs)} after it began`],
      ['Contained', since(facts.containedAt, facts.timeToContainMs)],
      ['Resolved', since(facts.resolvedAt, facts.timeToResolveMs)],
      ['Declared', `${utc(facts.declaredAt)} by ${escapeMarkdown(facts.declaredByName)}`],
    ],
  );
}

const since = (at: string | null, afterMs: number | null): string =>
  at === null || afterMs === null ? 'not yet' : `${utc(at)}, ${duration(afterMs)} after it began`;

function appendix(section: Section, { facts, noExecutionsReason }: MarkdownInput): string[] {
  if (section === 'impact') return ['### Affected executions', affected(facts, noExecutionsReason)];
  if (section === 'remediation') return ['### Actions', actions(facts.actions)];
  if (section === 'prevention') return ['### Follow-ups', followUps(facts)];
  return [];
}

function affected({ affectedExecutions }: PostmortemFacts, noExecutionsReason: string | null): string {
  if (affectedExecutions.length === 0) {
    return noExecutionsReason ? `None. ${escapeMarkdown(noExecutionsReason)}` : 'None attached.';
  }
  const row = (it: AffectedExecution) => [
    utc(it.happenedAt),
    codeSpan(it.executionId),
    it.invocationId ? codeSpan(it.invocationId) : '',
    escapeMarkdown(it.toolName ?? 'unknown'),
    escapeMarkdown(it.target ?? ''),
    it.agentId ? codeSpan(it.agentId) : '',
    escapeMarkdown(it.workspaceName ?? it.workspaceId ?? ''),
    escapeMarkdown(it.status),
    approvalVerdictNames[it.approval],
  ];
  return table(
    ['Time', 'Execution', 'Invocation', 'Tool', 'Target', 'Agent', 'Workspace', 'Status', 'Approval'],
    affectedExecutions.map(row),
  );
}

function actions(taken: Action[]): string {
  if (taken.length === 0) return 'None recorded.';
  return table(
    ['Time', 'Who', 'What', 'Why', 'Outcome'],
    taken.map((it) => [
      utc(it.happenedAt),
      ...[it.actorName, it.what, it.why ?? '', it.outcome ?? ''].map(escapeMarkdown),
    ]),
  );
}

function followUps({ followUps: all }: PostmortemFacts): string {
  if (all.length === 0) return 'None recorded.';
  return table(
    ['Kind', 'What', 'Owner', 'Due', 'Status'],
    all.map((it) => [
      followUpKindNames[it.kind],
      escapeMarkdown(it.title),
      escapeMarkdown(it.ownerName ?? ''),
      it.dueAt?.slice(0, 10) ?? '',
      it.status,
    ]),
  );
}

function story({ story: told }: PostmortemFacts): string {
  return told.map(({ happenedAt, text }) => `- ${utc(happenedAt)}: ${escapeMarkdown(text)}`).join('\n');
}

function archives({ archives: ready }: PostmortemFacts): string {
  if (ready.length === 0) return 'No execution archive is attached.';
  return table(
    ['Executions from', 'Until', 'Bytes', 'SHA-256'],
    ready.map((it) => [utc(it.since), utc(it.until), String(it.size ?? ''), codeSpan(it.sha256 ?? '')]),
  );
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(tableCell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
