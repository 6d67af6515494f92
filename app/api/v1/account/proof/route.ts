import { proveIdentityEndpoint, readIdentityProofEndpoint } from '@/lib/auth/endpoints';
import { proveIdentity } from '@/lib/auth/server/prove-identity';
import { readIdentityProof } from '@/lib/auth/server/read-identity-proof';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readIdentityProofEndpoint, readIdentityProof);
export const POST = defineRoute(proveIdentityEndpoint, proveIdentity);
