import type { Metadata } from 'next';
import { ApiKeysPanel } from '@/components/credentials/api-keys-panel';
import { Banner } from '@/components/ui/banner';
import { hasRole, roleNames } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';

export const metadata: Metadata = { title: 'XEM API keys' };

/** The list is asked of XEM itself, which may take its time: the page comes first. */
export default async function ApiKeysPage() {
  const { actor } = await pageContext();
  if (!hasRole(actor.role, 'responder')) {
    return (
      <Banner tone="neutral" title="The API keys of XEM are for responders.">
        You are {roleNames[actor.role]}.
      </Banner>
    );
  }
  return <ApiKeysPanel mayRevoke={hasRole(actor.role, 'commander')} />;
}
