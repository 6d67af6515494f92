import { z } from 'zod';
import { credentialActionKinds, credentialActionOutcomes } from '@/lib/credentials/credential-action';
import { instant } from '@/lib/http/endpoint';

export const credentialActionSchema = z.object({
  actionId: z.string(),
  kind: z.enum(credentialActionKinds),
  subjectId: z.string(),
  subjectName: z.string(),
  reason: z.string(),
  incidentRef: z.string().nullable(),
  outcome: z.enum(credentialActionOutcomes),
  /** What XEM said, and what the look afterwards showed. */
  detail: z.string().nullable(),
  requestedByName: z.string(),
  requestedAt: instant,
  answeredAt: instant.nullable(),
  xemRequestId: z.string().nullable(),
});
export type CredentialAction = z.infer<typeof credentialActionSchema>;

export const credentialReason = z
  .string()
  .trim()
  .min(3, { error: 'say why, in a few words' })
  .max(2_000, { error: 'is too long' });

/** What the remediation of an incident gets a step for; left out, the audit trail alone tells of it. */
const incidentRef = z.string().trim().min(1).max(100).nullish();

export const rotateKeysInput = z.strictObject({ reason: credentialReason, incidentRef });

export const irreversibleInput = rotateKeysInput.extend({
  /** The name, typed by the person. */
  confirm: z.string().trim().max(500),
});

export const revokeApiKeyInput = irreversibleInput.extend({
  /** The setting that holds this key, typed as well, where Holdfast itself works with it. */
  confirmOwnUse: z.string().trim().max(500).nullish(),
});
