import { listCredentialActionsEndpoint } from '@/lib/credentials/endpoints';
import { readCredentialActions } from '@/lib/credentials/server/read-credential-actions';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listCredentialActionsEndpoint, readCredentialActions);
