import Link from 'next/link';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { HeldByIncidents } from '@/components/workspaces/held-by-incidents';
import { workspaceHref } from '@/components/workspaces/workspace-href';
import type { Workspace } from '@/lib/workspaces/workspace';

export function WorkspaceRow({ workspace }: { workspace: Workspace }) {
  const { workspaceId, name, type, isListed, agents, inFlightCount, waitingCount, heldBy } = workspace;
  const serving = agents.filter(({ isGone }) => !isGone).length;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[14rem_8rem_7rem_7rem_minmax(0,1fr)]">
      <span className="min-w-0">
        <Link href={workspaceHref(workspaceId)} className="wrap-anywhere font-medium hover:underline">
          {name}
        </Link>{' '}
        <span className="text-ink-3 text-small">{type}</span>
      </span>
      <span className={serving === 0 ? 'text-draining' : 'text-ink-2'}>
        {serving === 1 ? '1 agent' : `${serving} agents`}
      </span>
      <span className="text-ink-2 tabular-nums">{inFlightCount} in flight</span>
      <span className="text-ink-2 tabular-nums">{waitingCount} waiting</span>
      <span className="flex min-w-0 flex-wrap gap-1.5 max-lg:col-span-2">
        <HeldByIncidents refs={heldBy} />
        {isListed ? null : <Chip tone="stale">not listed by XEM</Chip>}
      </span>
    </Row>
  );
}
