import { defineRoute } from '@/lib/http/define-route';
import { readIntakeEndpoint } from '@/lib/webhooks/endpoints';
import { readIntake } from '@/lib/webhooks/server/read-intake';

export const GET = defineRoute(readIntakeEndpoint, readIntake);
