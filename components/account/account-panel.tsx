'use client';

import { useQuery } from '@tanstack/react-query';
import { PasswordForm } from '@/components/account/password-form';
import { ProfileForm } from '@/components/account/profile-form';
import { ReadError } from '@/components/account/read-error';
import { DesktopSetting } from '@/components/notify/desktop-setting';
import { Banner } from '@/components/ui/banner';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { roleNames } from '@/lib/auth/role';
import { ownAccount } from '@/lib/members/queries';

/** Your own name, address and password. */
export function AccountPanel() {
  const read = useQuery(ownAccount());
  if (!read.data && read.error) return <ReadError title="Your account could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={6} label="Reading your account" />;
  const account = read.data;
  return (
    <div className="grid max-w-120 gap-1">
      {account.hasPassword ? null : (
        <Banner tone="draining" title="Set a password." className="mb-4">
          The link you came with works once; without a password you need a new one next time.
        </Banner>
      )}
      <Section title="You" note={roleNames[account.role]}>
        <ProfileForm account={account} />
      </Section>
      <Section title={account.hasPassword ? 'New password' : 'Password'}>
        <PasswordForm account={account} />
      </Section>
      <Section title="Desktop notifications">
        <DesktopSetting />
      </Section>
    </div>
  );
}
