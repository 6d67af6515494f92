import type { CredentialActionKind } from '@/lib/credentials/credential-action';
import type { CredentialAction } from '@/lib/credentials/credential-action-schema';
import {
  deleteAgentEndpoint,
  revokeAgentCredentialsEndpoint,
  revokeApiKeyEndpoint,
  rotateAgentKeysEndpoint,
} from '@/lib/credentials/endpoints';
import { callApi } from '@/lib/http/api-client';

export type ActionAnswers = {
  reason: string;
  confirm: string;
  incidentRef: string | null;
  confirmOwnUse: string | null;
};

/** Each kind at its own address; the key lets a lost answer be asked for again without doing it twice. */
export function sendAction(
  kind: CredentialActionKind,
  subjectId: string,
  { reason, confirm, incidentRef, confirmOwnUse }: ActionAnswers,
  idempotencyKey: string,
): Promise<CredentialAction> {
  const options = { idempotencyKey };
  const said = { reason, incidentRef };
  switch (kind) {
    case 'rotate_agent_keys':
      return callApi(rotateAgentKeysEndpoint, { agentId: subjectId, ...said }, options);
    case 'revoke_agent_credentials':
      return callApi(revokeAgentCredentialsEndpoint, { agentId: subjectId, ...said, confirm }, options);
    case 'delete_agent':
      return callApi(deleteAgentEndpoint, { agentId: subjectId, ...said, confirm }, options);
    case 'revoke_api_key':
      return callApi(
        revokeApiKeyEndpoint,
        { keyId: subjectId, ...said, confirm, ...(confirmOwnUse !== null && { confirmOwnUse }) },
        options,
      );
  }
}
