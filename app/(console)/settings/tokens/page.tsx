import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { TokensPanel } from '@/components/account/tokens-panel';
import { Banner } from '@/components/ui/banner';
import { tokenList } from '@/lib/auth/queries';
import { hasRole, roleNames } from '@/lib/auth/role';
import { readTokens } from '@/lib/auth/server/read-tokens';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'API tokens' };

export default async function TokensPage() {
  const context = await pageContext();
  const { role } = context.actor;
  if (!hasRole(role, 'admin')) {
    return (
      <Banner tone="neutral" title="API tokens are for admins.">
        You are {roleNames[role]}.
      </Banner>
    );
  }
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({ ...tokenList(), queryFn: () => readTokens(context, {}) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TokensPanel />
    </HydrationBoundary>
  );
}
