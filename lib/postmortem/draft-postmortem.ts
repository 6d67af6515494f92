import type { PostmortemFacts } from '@/lib/postmortem/facts';
import { duration } from '@/lib/postmortem/markdown/format-facts';
import type { Section } from '@/lib/postmortem/postmortem';
import type { Block } from '@/lib/postmortem/postmortem-document';
import { isUnapproved } from '@/lib/triage/approval-verdict';

/**
 * A first text from the log, so that nobody begins with an empty page. It tells the course of events; figures and lists
 * of ids stand beside it as live facts. Why it happened and what should change is left to people.
 */
export function draftPostmortem(facts: PostmortemFacts): Record<Section, Block[]> {
  return {
    summary: [paragraph(`${facts.title}.`, whatRan(facts), howItStopped(facts))],
    impact: impact(facts),
    detection: [paragraph(detection(facts))],
    root_cause: [
      paragraph('Not determined yet.', facts.hypothesis && `Working hypothesis: ${facts.hypothesis}`),
    ],
    remediation: remediation(facts),
    prevention: prevention(facts),
  };
}

const paragraph = (...sentences: (string | null)[]): Block => ({
  kind: 'paragraph',
  text: sentences.filter(Boolean).join(' '),
});

function whatRan({ affectedExecutions }: PostmortemFacts): string | null {
  const unapproved = affectedExecutions.filter(({ approval }) => isUnapproved(approval));
  const told = unapproved.length > 0 ? unapproved : affectedExecutions;
  if (told.length === 0) return null;
  const tools = distinct(told.map((it) => it.toolName));
  const places = distinct(told.map((it) => it.workspaceName ?? it.workspaceId));
  const times = told.length === 1 ? 'once' : `${told.length} times`;
  const where = places.length > 0 ? ` on ${places.join(', ')}` : '';
  const how = unapproved.length > 0 ? ' without a valid approval' : '';
  return `${tools.join(', ') || 'A tool'} ran ${times}${where}${how}.`;
}

function howItStopped({ actions, containedAt }: PostmortemFacts): string | null {
  const hold = actions.find(({ kind }) => kind === 'hold_placed');
  if (!hold) return null;
  return `${hold.actorName} placed a hold${hold.why ? ` (${hold.why})` : ''}${containedAt ? ', which took effect' : ''}.`;
}

function impact({ affectedExecutions }: PostmortemFacts): Block[] {
  if (affectedExecutions.length === 0) return [paragraph('No affected execution is attached.')];
  const targets = distinct(affectedExecutions.map((it) => it.target));
  const agents = distinct(affectedExecutions.map((it) => it.agentId));
  const first: Block[] = [paragraph(`The executions came from ${agents.join(', ') || 'an unknown agent'}.`)];
  if (targets.length === 0) return first;
  const shown = targets.slice(0, 20);
  const more = targets.length > shown.length ? [`and ${targets.length - shown.length} more`] : [];
  return [...first, paragraph('They acted on:'), { kind: 'list', items: [...shown, ...more] }];
}

function detection({ declaredByName, declaredFrom, timeToDetectMs }: PostmortemFacts): string {
  const [from] = declaredFrom;
  const cause = from ? ` from ${from.kind} ${from.subjectId}` : '';
  return `Noticed ${duration(timeToDetectMs)} after it began, and declared by ${declaredByName}${cause}.`;
}

function remediation({ remediationSteps }: PostmortemFacts): Block[] {
  const taken = remediationSteps.filter(({ status }) => status === 'done' || status === 'failed');
  if (taken.length === 0) return [paragraph('No remediation step is recorded yet.')];
  const items = taken.map(
    ({ what, status, result }) =>
      `${what}${status === 'failed' ? ' (failed)' : ''}${result ? `: ${result}` : ''}`,
  );
  return [paragraph('What was done:'), { kind: 'list', items }];
}

function prevention({ followUps }: PostmortemFacts): Block[] {
  const wanted = followUps.filter(({ status }) => status !== 'dropped');
  if (wanted.length === 0) return [paragraph('No follow-up is recorded yet.')];
  return [paragraph('What is to be done:'), { kind: 'list', items: wanted.map(({ title }) => title) }];
}

const distinct = (values: (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];
