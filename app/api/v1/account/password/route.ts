import { defineRoute } from '@/lib/http/define-route';
import { setPasswordEndpoint } from '@/lib/members/endpoints';
import { setPassword } from '@/lib/members/server/set-password';

export const PUT = defineRoute(setPasswordEndpoint, setPassword);
