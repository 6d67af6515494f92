import { z } from 'zod';
import { sourceNames } from '@/lib/mirror/source';

export const sourceNameSchema = z.enum(sourceNames);
