import { z } from 'zod';
import { approvalVerdicts } from '@/lib/triage/approval-verdict';

export const approvalVerdictSchema = z.enum(approvalVerdicts);
