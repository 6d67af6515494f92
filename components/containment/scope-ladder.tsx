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
  const previews = useQueries({
    queries: holdRungs.map((it) => {
      const selection = selectionAt(it, place);
      return { ...holdPreview(incidentRef, selection ?? { rung: 'all' }), enabled: selection !== null };
    }),
  });
  return (
    <RadioCards<HoldRung | 'none'>
      legend="What to stop"
      isLegendHidden
      name="rung"
      value={rung ?? 'none'}
      onChange={(chosen) => (chosen === 'none' ? undefined : onChoose(chosen))}
      options={holdRungs.map((it, index) => {
        const isPossible = selectionAt(it, place) !== null;
        return {
          value: it,
          label: rungNames[it],
          detail: isPossible ? detailOf(it, place, previews[index]?.data) : missingAt(it, place),
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
