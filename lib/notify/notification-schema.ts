import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { notificationSeverities } from '@/lib/notify/notification';

export const notificationSchema = z.object({
  notificationId: z.string(),
  /** One of the kinds known here, or a newer one as it is. */
  kind: z.string(),
  severity: z.enum(notificationSeverities),
  /** Of the newest, where several are folded into one. */
  text: z.string(),
  count: z.number().int(),
  incidentRef: z.string().nullable(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  createdAt: instant,
  lastAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedByName: z.string().nullable(),
});
export type Notification = z.infer<typeof notificationSchema>;

export const acknowledgeInput = z.strictObject({
  notificationIds: z.array(z.uuid()).min(1).max(200),
  /** What the person had read: one that has grown since stays open. */
  seenAt: instant,
});
