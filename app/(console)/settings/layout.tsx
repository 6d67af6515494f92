import type { ReactNode } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { TabLink, TabNav } from '@/components/ui/tab-link';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  return (
    <>
      <PageHeader title="Settings" />
      <TabNav label="Settings">
        <TabLink href="/settings/account">Account</TabLink>
        <TabLink href="/settings/members">Members</TabLink>
        <TabLink href="/settings/xem">XEM</TabLink>
        {hasRole(actor.role, 'responder') ? <TabLink href="/settings/xem/keys">XEM keys</TabLink> : null}
        <TabLink href="/settings/webhooks">Webhooks</TabLink>
        <TabLink href="/settings/mirror">Mirror</TabLink>
        {hasRole(actor.role, 'admin') ? <TabLink href="/settings/tokens">API tokens</TabLink> : null}
      </TabNav>
      <div className="px-gutter py-4">{children}</div>
    </>
  );
}
