import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

export const entrySources = ['execution', 'approval', 'agent', 'containment', 'person', 'system'] as const;
export const entrySourceSchema = z.enum(entrySources);
export type EntrySource = z.infer<typeof entrySourceSchema>;

/**
 * What an entry records. Facts of XEM first, then what people did, then what Holdfast noticed. A new kind is added here;
 * the maps over kinds then fail to compile until they know it.
 */
export const entryKinds = [
  'execution_started',
  'execution_ended',
  'approval_requested',
  'approval_resolved',
  'agent_event',
  'incident_declared',
  'subject_attached',
  'severity_changed',
  'phase_changed',
  'role_changed',
  'update_posted',
  'note_added',
  'entry_corrected',
  'hold_placed',
  'hold_extended',
  'hold_released',
  'scope_accepted',
  'scope_observed',
  'scope_unverifiable',
  'scope_failed',
  'scope_retried',
  'scope_drifted',
  'scope_drained',
  'call_after_stop',
  'approval_decided',
  'remediation_recorded',
  'follow_up_recorded',
  'archive_requested',
  'archive_finished',
  'evidence_added',
  'postmortem_started',
  'root_cause_named',
  'postmortem_published',
  'share_issued',
  'share_revoked',
  'source_lost',
  'source_restored',
  'incident_closed',
  'incident_reopened',
] as const;
export const entryKindSchema = z.enum(entryKinds);
export type EntryKind = z.infer<typeof entryKindSchema>;

/** One row of an incident's log. Three times: happened, recorded, and corrected by a later entry that names it. */
export const timelineEntrySchema = z.object({
  entryId: z.string(),
  sequence: z.number().int(),
  kind: entryKindSchema,
  source: entrySourceSchema,
  sourceId: z.string().nullable(),
  happenedAt: instant,
  recordedAt: instant,
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  text: z.string().nullable(),
  /** Facts by kind: ids, counts, before and after. Keys are camelCase. */
  data: z.record(z.string(), z.unknown()),
  xemRequestId: z.string().nullable(),
  supersedesId: z.string().nullable(),
  hash: z.string(),
});
