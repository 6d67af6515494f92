import { z } from 'zod';
import { redactionProfiles } from '@/lib/share/profile';

export const redactionProfileSchema = z.enum(redactionProfiles);
