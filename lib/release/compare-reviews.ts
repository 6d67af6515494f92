import { countOf } from '@/lib/containment/hold-words';
import type { Seen } from '@/lib/release/release-schema';

/**
 * What has changed since somebody looked, so that they have to look again: other agents, a dangerous call that was not
 * there, a tool that was not queued. That harmless calls went on arriving is no reason: a busy queue could never be
 * released. Nor is a call that is gone, since less fires than they saw.
 */
export function compareReviews(seen: Seen, now: Seen): string[] {
  const [added, gone] = [missingIn(seen.scopeIds, now.scopeIds), missingIn(now.scopeIds, seen.scopeIds)];
  const dangerous = missingIn(seen.dangerousIds, now.dangerousIds);
  const tools = missingIn(seen.toolNames, now.toolNames);
  return [
    added.length > 0 && `${countOf(added.length, 'agent')} came to this hold`,
    gone.length > 0 && `${countOf(gone.length, 'agent')} left this hold`,
    dangerous.length > 0 && `${countOf(dangerous.length, 'dangerous call')} more in the queue`,
    tools.length > 0 && `newly queued: ${tools.join(', ')}`,
  ].filter((change) => change !== false);
}

function missingIn(known: string[], values: string[]): string[] {
  const set = new Set(known);
  return values.filter((value) => !set.has(value));
}
