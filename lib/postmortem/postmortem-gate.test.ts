import { describe, expect, it } from 'vitest';
import { sections } from '@/lib/postmortem/postmortem';
import { postmortemGate } from '@/lib/postmortem/postmortem-gate';

const written = sections.map((section) => ({ section, isEmpty: false, isDraft: false }));
const complete = {
  sections: written,
  rootCauseKind: 'template' as const,
  noExecutionsReason: null,
  affectedExecutionCount: 3,
  readyArchiveCount: 1,
  followUpCount: 1,
};
const withSection = (section: string, state: { isEmpty?: boolean; isDraft?: boolean }) =>
  written.map((it) => (it.section === section ? { ...it, ...state } : it));

describe('the gate before publishing', () => {
  it('lets a complete postmortem through', () => {
    expect(postmortemGate(complete)).toEqual([]);
  });

  it.each([
    ['an empty section', { sections: withSection('impact', { isEmpty: true }) }, 'section_empty'],
    [
      'an untouched root cause',
      { sections: withSection('root_cause', { isDraft: true }) },
      'section_untouched',
    ],
    [
      'an untouched prevention',
      { sections: withSection('prevention', { isDraft: true }) },
      'section_untouched',
    ],
    ['no kind of cause', { rootCauseKind: null }, 'root_cause_kind'],
    ['no affected execution', { affectedExecutionCount: 0 }, 'affected_executions'],
    ['no archive', { readyArchiveCount: 0 }, 'archive'],
    ['no follow-up', { followUpCount: 0 }, 'follow_up'],
  ])('stops at %s', (_, facts, code) => {
    expect(postmortemGate({ ...complete, ...facts }).map((item) => item.code)).toEqual([code]);
  });

  it.each([
    ['a drafted summary that nobody objected to', { sections: withSection('summary', { isDraft: true }) }],
    [
      'no affected execution where somebody says why',
      { affectedExecutionCount: 0, noExecutionsReason: 'A leak' },
    ],
  ])('lets %s through', (_, facts) => {
    expect(postmortemGate({ ...complete, ...facts })).toEqual([]);
  });
});
