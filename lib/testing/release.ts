import type { Release } from '@/lib/release/release-schema';

/** A release of the hold of `buildHold` that a commander asked for, with no stage under way yet. */
export function buildRelease(changes: Partial<Release> = {}): Release {
  const at = '2026-11-22T14:08:20.000Z';
  return {
    releaseId: '0199a9a0-0000-7000-8000-000000000009',
    incidentRef: 'INC-7',
    holdId: '0199a9a0-0000-7000-8000-000000000000',
    state: 'running',
    reason: 'template fixed',
    withoutFixReason: null,
    isFixGone: false,
    rule: 'destructive_call',
    ruleToolName: null,
    watchMinutes: 10,
    isAutomatic: true,
    review: {
      queuedCount: 0,
      dangerousCount: 0,
      staleCount: 0,
      queuedByTool: [],
      targetCount: 1,
      asOf: at,
      causeFix: null,
      seen: { scopeIds: [], dangerousIds: [], toolNames: [] },
    },
    changesSinceReview: [],
    needsSecond: false,
    mayNotConfirm: null,
    askedByName: 'M. Krüger',
    askedAt: at,
    decidedByName: null,
    decidedAt: null,
    decisionReason: null,
    isForced: false,
    endedAt: null,
    endReason: null,
    recurrence: null,
    stages: [],
    callCount: 0,
    calls: [],
    callsAsOf: at,
    ...changes,
  };
}
