import type { SourceName } from '@/lib/mirror/source';

/** Milliseconds between two readings of a source, calm and during an incident. */
const intervalsMs: Record<SourceName, { calm: number; incident: number }> = {
  executions: { calm: 5_000, incident: 2_000 },
  invocations: { calm: 5_000, incident: 2_000 },
  approvals: { calm: 5_000, incident: 2_000 },
  agents: { calm: 10_000, incident: 5_000 },
  agent_events: { calm: 10_000, incident: 10_000 },
  workspaces: { calm: 60_000, incident: 60_000 },
  health: { calm: 60_000, incident: 60_000 },
};

export function intervalMs(source: SourceName, hasOpenIncident: boolean): number {
  return intervalsMs[source][hasOpenIncident ? 'incident' : 'calm'];
}

const longestBackoffMs = { calm: 30_000, incident: 10_000 };

/** The pause after a failure: doubles with each, and is never shorter than what XEM asked for. */
export function backoffMs(
  failureCount: number,
  options: { intervalMs: number; hasOpenIncident: boolean; retryAfterMs: number | null },
): number {
  const longest = longestBackoffMs[options.hasOpenIncident ? 'incident' : 'calm'];
  const doubled = options.intervalMs * 2 ** Math.min(Math.max(failureCount - 1, 0), 10);
  return Math.max(Math.min(doubled, longest), options.retryAfterMs ?? 0);
}

/** A back-fill is in no hurry: its pauses grow to a minute. */
export function backfillBackoffMs(failureCount: number, retryAfterMs: number | null): number {
  return Math.max(Math.min(2_000 * 2 ** Math.min(failureCount, 10), 60_000), retryAfterMs ?? 0);
}
