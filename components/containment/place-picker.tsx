'use client';

import { useQuery } from '@tanstack/react-query';
import type { StopPlace } from '@/components/containment/stop-place';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { holdPreview } from '@/lib/containment/queries';

export type PlacePickerProps = {
  /** What the incident is about comes first in both lists. */
  places: StopPlace[];
  place: StopPlace;
  onPick: (place: StopPlace) => void;
};

type Choice = { id: string; name: string };

/** Which agent and which workspace, when nothing says it already: those of the incident first, then all others. */
export function PlacePicker({ places, place, onPick }: PlacePickerProps) {
  const fleet = useQuery(holdPreview(null, { rung: 'all' }));
  const agents = merge(
    places.map(({ agentId, agentName }) => ({ id: agentId, name: agentName })),
    fleet.data?.targets.map(({ agentId, agentName }) => ({ id: agentId, name: agentName })),
  );
  const workspaces = merge(
    places.map(({ workspaceId, workspaceName }) => ({ id: workspaceId, name: workspaceName })),
    fleet.data?.workspaces.map(({ workspaceId, workspaceName }) => ({
      id: workspaceId,
      name: workspaceName,
    })),
  );
  const nameIn = (choices: Choice[], id: string) => choices.find((choice) => choice.id === id)?.name ?? null;

  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Agent" isRequired>
        <Select
          value={place.agentId ?? ''}
          onChange={({ target: { value } }) =>
            onPick({ ...place, agentId: value || null, agentName: nameIn(agents, value) })
          }
        >
          <option value="">Choose an agent</option>
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Workspace" isRequired>
        <Select
          value={place.workspaceId ?? ''}
          onChange={({ target: { value } }) =>
            onPick({ ...place, workspaceId: value || null, workspaceName: nameIn(workspaces, value) })
          }
        >
          <option value="">Choose a workspace</option>
          {workspaces.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

type Named = { id: string | null; name?: string | null | undefined };

function merge(known: Named[], others: Named[] = []): Choice[] {
  const choices = new Map<string, string>();
  for (const { id, name } of [...known, ...others]) {
    if (id !== null && (!choices.has(id) || choices.get(id) === id)) choices.set(id, name ?? id);
  }
  return [...choices].map(([id, name]) => ({ id, name }));
}
