import { type ClosedDoor, ClosedDoorPage } from '@/components/share/closed-door-page';
import { documentResponse } from '@/components/share/document-response';
import { SharedIncidentPage } from '@/components/share/shared-incident-page';
import { systemClock } from '@/lib/clock';
import { database } from '@/lib/context';
import { databaseFailure } from '@/lib/db/database-failure';
import { logger } from '@/lib/observability/logger';
import { openShare } from '@/lib/share/server/open-share';

const statusOf: Record<ClosedDoor, number> = { unknown: 404, expired: 410, revoked: 410, unavailable: 503 };

export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  try {
    const guest = { token, userAgent: request.headers.get('user-agent') };
    const opened = await openShare({ db: database(), clock: systemClock }, guest);
    if (opened.outcome !== 'shown') return closed(opened.outcome);
    const { view, mode, profile, expiresAt } = opened;
    return documentResponse(
      <SharedIncidentPage view={view} mode={mode} profile={profile} expiresAt={expiresAt} />,
      200,
    );
  } catch (error) {
    // Without the address in it: the token is a secret.
    if (!databaseFailure(error)) logger().error({ err: error }, 'share page failed');
    return closed('unavailable');
  }
}

function closed(door: ClosedDoor): Promise<Response> {
  return documentResponse(<ClosedDoorPage door={door} />, statusOf[door]);
}
