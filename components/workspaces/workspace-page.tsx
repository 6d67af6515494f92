'use client';

import { useQuery } from '@tanstack/react-query';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { SourceBanner } from '@/components/freshness/source-banner';
import { ActionBar } from '@/components/shell/action-bar';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ErrorState } from '@/components/ui/error-state';
import { Figure, Figures } from '@/components/ui/figure';
import { IdText } from '@/components/ui/id-text';
import { SkeletonRows } from '@/components/ui/skeleton';
import { HeldByIncidents } from '@/components/workspaces/held-by-incidents';
import { WorkspaceAgents } from '@/components/workspaces/workspace-agents';
import { WorkspaceCalls } from '@/components/workspaces/workspace-calls';
import { workspaceDetail } from '@/lib/workspaces/queries';
import type { WorkspaceDetail } from '@/lib/workspaces/workspace';

type WorkspacePageProps = { workspaceId: string; mayStop: boolean };

/** One workspace: who serves it and how that is known, what is under way, who holds it, and the way to stop it. */
export function WorkspacePage({ workspaceId, mayStop }: WorkspacePageProps) {
  const { data, error, refetch, isFetching } = useQuery(workspaceDetail(workspaceId));
  if (data) return <WorkspaceView workspace={data} mayStop={mayStop} />;
  return (
    <>
      <PageHeader title={workspaceId} />
      <div className="px-gutter">
        {error ? (
          <ErrorState
            title="This workspace cannot be shown"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading the workspace" />
        )}
      </div>
    </>
  );
}

function WorkspaceView({ workspace, mayStop }: { workspace: WorkspaceDetail; mayStop: boolean }) {
  const { openDeclare, openStop } = useIncidentDialogs();
  const { workspaceId, name, type, isListed, heldBy, inFlightCount, waitingCount, lastHourCount } = workspace;
  const subject = { kind: 'workspace', subjectId: workspaceId } as const;
  const stop = () =>
    openStop({
      declare: { title: `${name} stopped`, subject },
      places: [{ agentId: null, workspaceId, workspaceName: name }],
      rung: 'workspace',
    });
  const actions = (size: 'medium' | 'touch') =>
    mayStop ? (
      <>
        <Button size={size} onClick={() => openDeclare({ subjects: [subject] })}>
          Declare
        </Button>
        <Button size={size} variant="danger" onClick={stop}>
          Stop…
        </Button>
      </>
    ) : null;
  return (
    <>
      <PageHeader
        title={name}
        status={
          <>
            {type ? <Chip glyph={null}>{type}</Chip> : null}
            {isListed ? null : <Chip tone="stale">not listed by XEM</Chip>}
            <HeldByIncidents refs={heldBy} />
          </>
        }
        actions={<div className="flex gap-2 max-md:hidden">{actions('medium')}</div>}
      />
      <SourceBanner sources={['workspaces', 'agents', 'invocations']} className="mx-gutter mb-3" />
      <div className="px-gutter pb-8">
        <p className="pb-3 text-ink-3 text-small">
          <IdText value={workspaceId} label="workspace" />
        </p>
        <div className="pb-4">
          <Figures>
            <Figure
              value={inFlightCount}
              label="in flight"
              tone={inFlightCount > 0 ? 'draining' : 'neutral'}
            />
            <Figure value={waitingCount} label="waiting" />
            <Figure value={lastHourCount} label="began in the last hour" />
          </Figures>
        </div>
        <WorkspaceAgents agents={workspace.agents} />
        <WorkspaceCalls workspace={workspace} />
      </div>
      {mayStop ? <ActionBar>{actions('touch')}</ActionBar> : null}
    </>
  );
}
