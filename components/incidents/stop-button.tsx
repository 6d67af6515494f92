'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { StopPlace } from '@/components/containment/stop-place';
import { useCommands } from '@/components/shell/commands';
import { Button, type ButtonProps } from '@/components/ui/button';
import { StatusGlyph } from '@/components/ui/status-glyph';
import type { IncidentDetail } from '@/lib/incidents/incident';

const StopDialog = dynamic(
  () => import('@/components/containment/stop-dialog').then((module) => module.StopDialog),
  { ssr: false },
);

type Props = Pick<ButtonProps, 'size' | 'className'> & { incident: IncidentDetail };

/** Opens the dialog that stops agents, for what this incident is about. */
export function StopButton({ incident, ...rest }: Props) {
  const [isStopping, setStopping] = useState(false);
  const { incidentRef } = incident;
  useCommands([
    {
      id: 'stop',
      label: `Stop now for ${incidentRef}`,
      group: 'Act',
      keys: 's',
      run: () => setStopping(true),
    },
  ]);
  return (
    <>
      <Button variant="danger" onClick={() => setStopping(true)} {...rest}>
        <StatusGlyph glyph="square" className="size-2.5" />
        Stop…
      </Button>
      {isStopping ? (
        <StopDialog
          request={{ incidentRef, places: placesOf(incident) }}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </>
  );
}

/** Where the first bad call ran comes first, then every other pair of an agent and a workspace. */
function placesOf({ subjects, whatHappened }: IncidentDetail): StopPlace[] {
  const of = (wanted: string) => subjects.filter(({ kind }) => kind === wanted);
  const [agents, workspaces] = [of('agent'), of('workspace')];
  const nothing = [{ subjectId: null, name: null }];
  const pairs = (agents.length > 0 ? agents : nothing).flatMap((agent) =>
    (workspaces.length > 0 ? workspaces : nothing).map((workspace) => ({
      agentId: agent.subjectId,
      agentName: agent.name,
      workspaceId: workspace.subjectId,
      workspaceName: workspace.name,
    })),
  );
  const isFirst = (place: StopPlace): boolean =>
    place.agentId === whatHappened?.agentId && place.workspaceId === whatHappened?.workspaceId;
  return pairs
    .filter(({ agentId, workspaceId }) => agentId !== null || workspaceId !== null)
    .sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
}
