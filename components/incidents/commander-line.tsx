'use client';

import { useState } from 'react';
import { HandOverDialog } from '@/components/incidents/dialogs';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';
import type { IncidentDetail } from '@/lib/incidents/incident';

/** Who commands, and the two ways that changes. */
export function CommanderLine({ commander }: Pick<IncidentDetail, 'commander'>) {
  const { incidentRef, actorId, mayWrite } = useIncidentHere();
  const [isHandingOver, setHandingOver] = useState(false);
  const take = useIncidentChange(incidentRef, () =>
    callLater(async () => (await import('@/lib/incidents/endpoints')).assignRoleEndpoint, {
      incidentRef,
      role: 'commander',
      expectedHolderId: commander?.userId ?? null,
    }),
  );
  const isMine = commander?.userId === actorId;
  return (
    <span className="flex items-baseline gap-1.5 whitespace-nowrap text-ink-3 text-small">
      Commander
      <span className="max-w-40 truncate font-medium text-ink">{commander?.userName ?? 'nobody'}</span>
      {mayWrite && !isMine ? (
        <Button
          variant="link"
          size="small"
          isBusy={take.isPending}
          onClick={() =>
            take.mutate(undefined, {
              onError: (error) => notify({ text: formFault(error) ?? error.message }),
            })
          }
        >
          take
        </Button>
      ) : null}
      {mayWrite ? (
        <Button variant="link" size="small" onClick={() => setHandingOver(true)}>
          hand over
        </Button>
      ) : null}
      {isHandingOver ? <HandOverDialog onClose={() => setHandingOver(false)} /> : null}
    </span>
  );
}
