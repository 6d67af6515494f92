import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { MembersPanel } from '@/components/members/members-panel';
import { hasRole } from '@/lib/auth/role';
import { memberList } from '@/lib/members/queries';
import { readMembers } from '@/lib/members/server/read-members';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({ ...memberList(), queryFn: () => readMembers(context, {}) });
  const { actor } = context;
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MembersPanel
        ownId={actor.kind === 'person' ? actor.actorId : null}
        mayManage={hasRole(actor.role, 'admin')}
      />
    </HydrationBoundary>
  );
}
