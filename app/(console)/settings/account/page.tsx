import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AccountPanel } from '@/components/account/account-panel';
import { ownAccount } from '@/lib/members/queries';
import { readAccount } from '@/lib/members/server/read-account';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({ ...ownAccount(), queryFn: () => readAccount(context) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AccountPanel />
    </HydrationBoundary>
  );
}
