import { z } from 'zod';
import { roleSchema } from '@/lib/auth/role-schema';
import { instant } from '@/lib/http/endpoint';
import { passwordLengths } from '@/lib/members/member';

export const memberSchema = z.object({
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: instant,
  /** When they last used a session; null before the first sign-in and after all sessions ended. */
  lastSeenAt: instant.nullable(),
  hasPassword: z.boolean(),
  disabledAt: instant.nullable(),
  /** API tokens they made that still work: these outlive a disabled account. */
  liveTokenCount: z.number().int(),
});
export type Member = z.infer<typeof memberSchema>;

/** One-time, so it can only be shown when it is made. */
export const signInLinkSchema = z.object({ url: z.string(), expiresAt: instant });
export type SignInLink = z.infer<typeof signInLinkSchema>;

const name = z.string().trim().min(1, { error: 'is needed' }).max(100, { error: 'is too long' });
const email = z.email({ error: 'must be an e-mail address' }).max(254).toLowerCase();

export const inviteMemberInput = z.strictObject({ name, email, role: roleSchema });
export const changeRoleInput = z.strictObject({ role: roleSchema });

export const accountSchema = z.object({
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  hasPassword: z.boolean(),
  /** False while the sign-in is fresh, so that a one-time link also helps who forgot their password. */
  needsCurrentPassword: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

export const changeAccountInput = z.strictObject({ name, email });

export const setPasswordInput = z.strictObject({
  newPassword: z
    .string()
    .min(passwordLengths.min, { error: `needs ${passwordLengths.min} or more characters` })
    .max(passwordLengths.max, { error: `can have ${passwordLengths.max} characters at most` }),
  currentPassword: z.string().optional(),
});
