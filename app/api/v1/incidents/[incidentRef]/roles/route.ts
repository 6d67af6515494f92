import { defineRoute } from '@/lib/http/define-route';
import { assignRoleEndpoint } from '@/lib/incidents/endpoints';
import { assignRole } from '@/lib/incidents/server/assign-role';

export const POST = defineRoute(assignRoleEndpoint, assignRole);
