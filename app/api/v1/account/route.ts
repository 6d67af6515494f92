import { defineRoute } from '@/lib/http/define-route';
import { changeAccountEndpoint, readAccountEndpoint } from '@/lib/members/endpoints';
import { changeAccount } from '@/lib/members/server/change-account';
import { readAccount } from '@/lib/members/server/read-account';

export const GET = defineRoute(readAccountEndpoint, readAccount);
export const PATCH = defineRoute(changeAccountEndpoint, changeAccount);
