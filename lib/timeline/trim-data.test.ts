import { describe, expect, it } from 'vitest';
import { timelineItem } from '@/lib/testing/timeline-item';
import { plainSentence } from '@/lib/timeline/describe-entry';
import { trimData } from '@/lib/timeline/trim-data';

const targets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    agentId: `fleet-${index}`,
    sources: ['binding'],
    heldBy: [],
  }));

describe('the data of an entry as it is sent', () => {
  it('keeps the first of a long list and says how many there are', () => {
    const data = { holdId: 'h', targets: targets(2_000), queuedByTool: targets(21) };
    expect(trimData(data)).toEqual({
      holdId: 'h',
      targets: targets(20),
      targetCount: 2_000,
      queuedByTool: targets(20),
      queuedByToolCount: 21,
    });
    expect(data.targets).toHaveLength(2_000);
  });

  it('is the same where every list is short', () => {
    const data = { holdId: 'h', isWhole: false, targets: targets(20), scopes: [], cost: { agents: 3 } };
    expect(trimData(data)).toEqual(data);
  });

  it.each([
    ['hold_placed', 'Hold placed on 2000 agents: Deletes.'],
    ['hold_withdrawn', 'Rest of a stop cancelled: 2000 agents not yet asked: Deletes.'],
  ] as const)('still says the whole count: %s', (kind, sentence) => {
    const data = trimData({ targets: targets(2_000) });
    expect(plainSentence(timelineItem({ kind, data, text: 'Deletes.' }))).toBe(sentence);
  });

  it('says how many more an incident was declared from', () => {
    const from = Array.from({ length: 50 }, (_, index) => ({ kind: 'execution', subjectId: `exe_${index}` }));
    const item = timelineItem({ kind: 'incident_declared', data: trimData({ from }), text: null });
    expect(plainSentence(item)).toMatch(/from execution exe_19 and 30 more$/);
  });
});
