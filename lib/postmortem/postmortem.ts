import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { postmortemFactsSchema } from '@/lib/postmortem/facts';

/** In the order of reading. */
export const sections = [
  'summary',
  'impact',
  'detection',
  'root_cause',
  'remediation',
  'prevention',
] as const;
export const sectionSchema = z.enum(sections);
export type Section = z.infer<typeof sectionSchema>;

export const sectionTitles: Record<Section, string> = {
  summary: 'Summary',
  impact: 'Impact',
  detection: 'Detection',
  root_cause: 'Root cause',
  remediation: 'Remediation',
  prevention: 'Prevention',
};

/** What a section should answer; shown while it is empty. */
export const sectionPrompts: Record<Section, string> = {
  summary: 'What happened, to whom, and how it ended, for somebody who was not there.',
  impact: 'What was lost, changed or delayed, and what was spared.',
  detection: 'How it was noticed, and what should have noticed it earlier.',
  root_cause:
    'Why it could happen: the template, the tool, the credential or the model, and what let it through.',
  remediation: 'What was undone and how, and what could not be.',
  prevention: 'What keeps it from happening again, and who sees to it.',
};

/** Sections whose text has to be a person's own: the log can't know why, nor what should change. */
export const judgementSections: ReadonlySet<Section> = new Set(['root_cause', 'prevention']);

export const rootCauseKinds = ['template', 'tool', 'credential', 'model'] as const;
export const rootCauseKindSchema = z.enum(rootCauseKinds);
export type RootCauseKind = z.infer<typeof rootCauseKindSchema>;

export const rootCauseKindNames: Record<RootCauseKind, string> = {
  template: 'Chat template',
  tool: 'Tool',
  credential: 'Credential',
  model: 'Model misbehaviour',
};

export const missingItemSchema = z.object({
  code: z.enum([
    'section_empty',
    'section_untouched',
    'root_cause_kind',
    'affected_executions',
    'archive',
    'follow_up',
  ]),
  section: sectionSchema.nullable(),
  message: z.string(),
});
export type MissingItem = z.infer<typeof missingItemSchema>;

export const publicationSchema = z.object({
  number: z.number().int(),
  /** Of the frozen Markdown. */
  sha256: z.string(),
  publishedAt: instant,
  publishedByName: z.string(),
});
export type Publication = z.infer<typeof publicationSchema>;

export const postmortemSchema = z.object({
  status: z.enum(['not_started', 'draft', 'published']),
  /** Of the text: number of the newest saved edit. */
  revision: z.number().int(),
  rootCauseKind: rootCauseKindSchema.nullable(),
  noExecutionsReason: z.string().nullable(),
  sections: z.array(
    z.object({
      section: sectionSchema,
      title: z.string(),
      markdown: z.string(),
      isEmpty: z.boolean(),
      /** Drafted from the log, and nobody has changed it since. */
      isDraft: z.boolean(),
    }),
  ),
  facts: postmortemFactsSchema,
  missing: z.array(missingItemSchema),
  /** The newest one, and whether what is here now reads otherwise. */
  publication: publicationSchema.extend({ hasChangedSince: z.boolean() }).nullable(),
});
export type Postmortem = z.infer<typeof postmortemSchema>;

/** Largest single edit in bytes; a pasted document fits, a pasted disk image does not. */
export const updateLimitBytes = 512 * 1024;

export const documentUpdateSchema = z.object({
  revision: z.number().int(),
  /** One Yjs update, base64; null where there is nothing new. */
  update: z.string().nullable(),
});
export type DocumentUpdate = z.infer<typeof documentUpdateSchema>;

export const saveUpdateInput = z.strictObject({
  update: z.base64({ error: 'must be a Yjs update in base64' }).min(1),
  /** The newest revision that the author has; what others saved after it comes back. */
  baseRevision: z.number().int().min(0),
});

export const rewriteSectionInput = z.strictObject({
  /** Paragraphs are parted by an empty line; lines that begin with `- ` are a list. */
  text: z.string().trim().min(1, { error: 'is empty' }).max(100_000),
  /** Refused when the text has moved on since this revision. */
  baseRevision: z.number().int().min(0).optional(),
});

export const recordJudgementInput = z.strictObject({
  rootCauseKind: rootCauseKindSchema.nullish(),
  /** For an incident whose damage came through no execution: how it came instead. */
  noExecutionsReason: z.string().trim().max(2_000).nullish(),
});
