'use client';

import { useQuery } from '@tanstack/react-query';
import { OutsidePauseRow } from '@/components/containment/outside-pause-row';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { outsidePauses } from '@/lib/containment/queries';

type Props = {
  /** Only those of this agent. */
  agentId?: string;
  /** Only those of these agents, which an incident is about. */
  amongAgentIds?: string[];
  /** Adopting is a stop; resuming in XEM is for commanders. */
  mayWrite: boolean;
  mayCommand: boolean;
};

/** Pauses that XEM shows and no hold explains. Nothing is drawn while there is none: then all is as it should be. */
export function OutsidePauses({ agentId, amongAgentIds, ...may }: Props) {
  const { data } = useQuery(outsidePauses(agentId));
  const among = amongAgentIds && new Set(amongAgentIds);
  const pauses = data?.data.filter((pause) => among?.has(pause.agentId) ?? true) ?? [];
  if (pauses.length === 0) return null;
  const open = pauses.filter(({ decision }) => decision !== 'wanted');
  const wanted = pauses.filter(({ decision }) => decision === 'wanted');
  return (
    <Section
      title="Paused outside Holdfast"
      note={data?.nextCursor === null ? pauses.length : `${pauses.length} and more`}
    >
      <p className="pt-2 text-ink-2 text-small">
        XEM shows these paused and no incident holds them. Nothing is done about it until a person says so.
      </p>
      <RowList>
        {[...open, ...wanted].map((pause) => (
          <OutsidePauseRow key={pause.pauseId} pause={pause} {...may} />
        ))}
      </RowList>
    </Section>
  );
}
