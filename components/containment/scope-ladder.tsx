'use client';

import { useQueries } from '@tanstack/react-query';
import { type StopPlace, selectionAt } from '@/components/containment/stop-place';
import { RadioCards } from '@/components/ui/radio-cards';
import { type HoldRung, holdRungs } from '@/lib/containment/hold';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { countOf, rungNames } from '@/lib/containment/hold-words';
import { holdPreview } from '@/lib/containment/queries';

export type ScopeLadderProps = {
  incidentRef: string | null;
  place: StopPlace;
  rung: HoldRung | undefined;
  onChoose: (rung: HoldRung) => void;
};

/** How wide the stop reaches, each rung with how many agents it means. */
export function ScopeLadder({ incidentRef, place, rung, onChoose }: ScopeLadderProps) {
  const selections = holdRungs.flatMap((it) => selectionAt(it, place) ?? []);
  const previews = useQueries({
    queries: selections.map((selection) => holdPreview(incidentRef, selection)),
  });
  const previewOf = (wanted: HoldRung) => previews[selections.findIndex((it) => it.rung === wanted)]?.data;
  return (
    <RadioCards<HoldRung | 'none'>
      legend="What to stop"
      isLegendHidden
      name="rung"
      value={rung ?? 'none'}
      onChange={(chosen) => (chosen === 'none' ? undefined : onChoose(chosen))}
      options={holdRungs.map((it) => {
        const isPossible = selectionAt(it, place) !== null;
        return {
          value: it,
          label: rungNames[it],
          detail: isPossible ? detailOf(it, place, previewOf(it)) : missingAt(it, place),
          isDisabled: !isPossible,
        };
      })}
    />
  );
}

function detailOf(rung: HoldRung, place: StopPlace, preview: HoldPreview | undefined): string {
  const agent = preview?.agentName ?? place.agentName ?? place.agentId;
  const workspace = preview?.workspaceName ?? place.workspaceName ?? place.workspaceId;
  const agents = preview ? countOf(preview.targets.length, 'agent') : '…';
  const details: Record<HoldRung, string> = {
    agent_in_workspace: `${agent} on ${workspace}`,
    agent: `${agent}, ${preview ? countOf(preview.workspaces.length, 'workspace') : '…'}`,
    workspace: `${workspace}, ${agents}`,
    all: `${agents}, type to confirm`,
  };
  return details[rung];
}

function missingAt(rung: HoldRung, { agentId }: StopPlace): string {
  return rung === 'workspace' || agentId !== null ? 'no workspace chosen' : 'no agent chosen';
}
