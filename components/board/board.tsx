'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { LooksWrongSection } from '@/components/board/looks-wrong-section';
import { OpenIncidentsSection } from '@/components/board/open-incidents-section';
import { SourcesStrip } from '@/components/board/sources-strip';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Kbd } from '@/components/ui/kbd';
import { SkeletonRows } from '@/components/ui/skeleton';
import { hasRole, type Role } from '@/lib/auth/role';
import { overview } from '@/lib/overview/queries';

/** The lower half of the board: the server draws it, its code comes beside the page. */
const HeldNow = dynamic(() => import('@/components/containment/held-now').then((module) => module.HeldNow), {
  loading: () => <SkeletonRows rows={3} label="Loading what is held" />,
});
const OutsidePauses = dynamic(() =>
  import('@/components/containment/outside-pauses').then((module) => module.OutsidePauses),
);
const NextApprovalsSection = dynamic(
  () => import('@/components/board/next-approvals-section').then((module) => module.NextApprovalsSection),
  { loading: () => <SkeletonRows rows={3} label="Loading the next approvals" /> },
);

/** What is open, what looks wrong, what is held and what expires next; each row leads to its object. */
export function Board({ role }: { role: Role }) {
  const mayWrite = hasRole(role, 'responder');
  const { openDeclare } = useIncidentDialogs();
  const { data } = useQuery(overview());
  return (
    <>
      <PageHeader
        title="Board"
        status={
          data ? (
            <>
              {data.openIncidentCount > 0 ? <Chip tone="danger">{data.openIncidentCount} open</Chip> : null}
              {data.heldScopeCount > 0 ? <Chip tone="held">{data.heldScopeCount} held</Chip> : null}
            </>
          ) : null
        }
        actions={
          <>
            <Kbd keys="mod+k" className="max-md:hidden" />
            {mayWrite ? (
              <Button variant="primary" onClick={() => openDeclare()}>
                Declare
              </Button>
            ) : null}
          </>
        }
      />
      <div className="px-gutter">
        <SourcesStrip />
        <OpenIncidentsSection mayDeclare={mayWrite} />
        <LooksWrongSection mayAct={mayWrite} />
        <OutsidePauses mayWrite={mayWrite} mayCommand={hasRole(role, 'commander')} />
        <div className="grid gap-x-8 lg:grid-cols-2">
          <HeldNow />
          <NextApprovalsSection mayDecide={mayWrite} />
        </div>
      </div>
    </>
  );
}
