import { z } from 'zod';
import { roles } from '@/lib/auth/role';

export const roleSchema = z.enum(roles);
