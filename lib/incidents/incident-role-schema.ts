import { z } from 'zod';
import { incidentRoleKinds } from '@/lib/incidents/incident-role';

export const incidentRoleKindSchema = z.enum(incidentRoleKinds);
