import { describe, expect, it } from 'vitest';
import { timelineItem } from '@/lib/testing/timeline-item';
import { plainSentence } from '@/lib/timeline/describe-entry';
import { entryKinds } from '@/lib/timeline/timeline-entry';

describe('what an entry says', () => {
  it.each([
    [
      'execution_ended',
      {
        toolName: 'server_delete',
        workspaceName: 'billing',
        agentId: 'agt_1',
        target: 'vm-204',
        exitCode: 0,
        durationMs: 1_200,
        status: 'completed',
      },
      null,
      'server_delete on billing by agt_1: vm-204, exit 0, 1.2\u00a0s',
    ],
    ['execution_started', {}, null, 'a tool'],
    [
      'phase_changed',
      { from: 'triage', to: 'contain', reason: 'Later.' },
      'Later.',
      'Phase Triage → Contain: Later.',
    ],
    ['severity_changed', { from: 'pending', to: 'sev1' }, 'x', 'Severity pending → SEV 1'],
    ['hold_placed', { targets: [{}, {}] }, 'Deletes.', 'Hold placed on 2 agents: Deletes.'],
    [
      'scope_observed',
      { desired: 'paused', agentId: 'agt_1', workspaceId: 'ws_1' },
      null,
      'Seen paused agt_1 in ws_1',
    ],
    ['approval_resolved', { status: 'timed_out', toolName: 'drain' }, null, 'Approval timed out for drain'],
    ['note_added', {}, 'Snapshot exists', 'Snapshot exists'],
    ['source_restored', { lostSource: 'agent_events' }, null, 'Reading agent events again'],
  ] as const)('%s %j', (kind, data, text, sentence) => {
    expect(plainSentence(timelineItem({ kind, data, text }))).toBe(sentence);
  });

  it.each(entryKinds)('is never empty, even without facts: %s', (kind) => {
    expect(plainSentence(timelineItem({ kind, data: {}, text: 'Words' }))).not.toBe('');
  });

  it('is what a correction says, for a fact that was corrected', () => {
    const entry = timelineItem({
      kind: 'execution_ended',
      data: { toolName: 'server_delete' },
      text: 'It was vm-205',
      correction: { reason: 'Looked it up.', authorName: 'J.', recordedAt: '2026-11-22T14:00:00.000Z' },
    });
    expect(plainSentence(entry)).toBe('It was vm-205');
  });
});
