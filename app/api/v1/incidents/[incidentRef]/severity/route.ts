import { defineRoute } from '@/lib/http/define-route';
import { changeSeverityEndpoint } from '@/lib/incidents/endpoints';
import { changeSeverity } from '@/lib/incidents/server/change-severity';

export const POST = defineRoute(changeSeverityEndpoint, changeSeverity);
