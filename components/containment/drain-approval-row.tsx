import Link from 'next/link';
import { LockChip } from '@/components/approvals/lock-chip';
import { RiskChip } from '@/components/executions/risk-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Button } from '@/components/ui/button';
import { Countdown } from '@/components/ui/clocks';
import type { HeldApproval } from '@/lib/containment/drain';

/** One approval that waits behind the stop: locked, since letting it through would queue a call for the release. */
export function DrainApprovalRow({ approval, incidentRef }: { approval: HeldApproval; incidentRef: string }) {
  const { mayWrite } = useIncidentHere();
  const { approvalId, toolName, risk, expiresAt, isExpiryEstimated } = approval;
  const href = `/approvals/${encodeURIComponent(approvalId)}`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t py-1.5 first:border-t-0">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <Link href={href} className="wrap-anywhere font-medium hover:underline">
          {toolName ?? 'unknown tool'}
        </Link>
        <RiskChip risk={risk} />
        <LockChip lockedBy={[incidentRef]} />
        <span className="text-ink-3 text-small">
          waits for approval
          {expiresAt === null ? '' : ' · '}
          {expiresAt === null ? null : (
            <Countdown until={expiresAt} label="expires" overText="expired" isEstimate={isExpiryEstimated} />
          )}
        </span>
      </span>
      {mayWrite ? (
        <Button asChild size="small" className="pointer-coarse:h-control-touch">
          <Link href={href} aria-label={`Decide ${toolName ?? approvalId}`}>
            Decide…
          </Link>
        </Button>
      ) : null}
    </li>
  );
}
