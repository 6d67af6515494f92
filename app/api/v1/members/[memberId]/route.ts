import { defineRoute } from '@/lib/http/define-route';
import { changeRoleEndpoint } from '@/lib/members/endpoints';
import { changeRole } from '@/lib/members/server/change-role';

export const PATCH = defineRoute(changeRoleEndpoint, changeRole);
