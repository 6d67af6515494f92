import type { SourceName } from '@/lib/mirror/source';

/** What the figures of a stop are drawn from: what runs, what is queued, what waits. */
export const containmentSources = ['executions', 'invocations', 'approvals'] as const satisfies SourceName[];
