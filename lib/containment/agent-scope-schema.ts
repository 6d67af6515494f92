import { z } from 'zod';
import { scopeProgresses } from '@/lib/containment/agent-scope';

export const desiredStateSchema = z.enum(['paused', 'running']);
export type DesiredState = z.infer<typeof desiredStateSchema>;
export const scopeProgressSchema = z.enum(scopeProgresses);
