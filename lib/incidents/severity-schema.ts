import { z } from 'zod';
import { severities } from '@/lib/incidents/severity';

export const severitySchema = z.enum(severities);
