'use client';

import { useState } from 'react';
import { PostUpdateDialog } from '@/components/incidents/dialogs';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { SeverityMenu } from '@/components/incidents/severity-menu';
import { StopButton } from '@/components/incidents/stop-button';
import { UpdateDue } from '@/components/incidents/update-due';
import { useCommands } from '@/components/shell/commands';
import { Button } from '@/components/ui/button';
import { Elapsed } from '@/components/ui/clocks';
import type { IncidentDetail } from '@/lib/incidents/incident';

/** What must be in sight whatever is scrolled: which incident, how bad, how long, and what to do next. */
export function IncidentBar({ incident }: { incident: IncidentDetail }) {
  const { mayWrite } = useIncidentHere();
  const [isPosting, setPosting] = useState(false);
  const { incidentRef, title, severity, declaredAt, closedAt, updateDueAt } = incident;
  const isOpen = closedAt === null;
  useCommands(
    mayWrite && isOpen
      ? [
          {
            id: 'post-update',
            label: `Post an update on ${incidentRef}`,
            group: 'Act',
            keys: 'u',
            run: () => setPosting(true),
          },
        ]
      : [],
  );
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-surface px-gutter py-2.5">
      <span className="font-mono text-ink-3 text-small">{incidentRef}</span>
      <h1 className="wrap-anywhere min-w-0 font-semibold text-title tracking-[-0.01em] max-md:order-last max-md:basis-full md:truncate">
        {title}
      </h1>
      <SeverityMenu severity={severity} />
      <span className="ml-auto" />
      <Elapsed
        since={declaredAt}
        until={closedAt}
        label={isOpen ? 'since declared' : 'from declared to closed'}
      />
      {updateDueAt ? <UpdateDue at={updateDueAt} /> : null}
      {mayWrite && isOpen ? (
        <>
          <Button onClick={() => setPosting(true)} className="max-md:hidden">
            Post update
          </Button>
          <StopButton incident={incident} className="max-md:hidden" />
        </>
      ) : null}
      {isPosting ? <PostUpdateDialog onClose={() => setPosting(false)} /> : null}
    </header>
  );
}
