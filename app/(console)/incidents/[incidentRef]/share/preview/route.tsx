import { documentResponse } from '@/components/share/document-response';
import { SharedIncidentPage } from '@/components/share/shared-incident-page';
import { defineStreamRoute } from '@/lib/http/define-route';
import { previewShareEndpoint } from '@/lib/share/endpoints';
import { previewShare } from '@/lib/share/server/preview-share';

/** The page itself, as a guest would get it; the API answers the same as JSON. */
export const GET = defineStreamRoute(previewShareEndpoint, async (context, input) =>
  documentResponse(
    <SharedIncidentPage
      view={await previewShare(context, input)}
      mode="live"
      profile={input.profile}
      expiresAt={null}
    />,
    200,
  ),
);
