import { defineRoute } from '@/lib/http/define-route';
import { attachSubjectEndpoint } from '@/lib/incidents/endpoints';
import { attachSubject } from '@/lib/incidents/server/attach-subject';

export const POST = defineRoute(attachSubjectEndpoint, attachSubject);
