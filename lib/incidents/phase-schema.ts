import { z } from 'zod';
import { phases } from '@/lib/incidents/phase';

export const phaseSchema = z.enum(phases);
