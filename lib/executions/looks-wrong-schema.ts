import { z } from 'zod';
import { suspicions } from '@/lib/executions/looks-wrong';

export const suspicionSchema = z.enum(suspicions);
