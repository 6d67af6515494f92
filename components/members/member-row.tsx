'use client';

import { Ellipsis } from 'lucide-react';
import type { MemberAction } from '@/components/members/member-action';
import { Avatar } from '@/components/ui/avatar';
import { Chip } from '@/components/ui/chip';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { roleNames } from '@/lib/auth/role';
import type { Member } from '@/lib/members/member-schema';

export type MemberRowProps = {
  member: Member;
  isSelf: boolean;
  mayManage: boolean;
  onAct: (what: MemberAction['what']) => void;
};

export function MemberRow({ member, isSelf, mayManage, onAct }: MemberRowProps) {
  const items: MenuItem[] = [
    { label: 'Change role…', onSelect: () => onAct('role') },
    { label: 'New sign-in link…', onSelect: () => onAct('link'), isDisabled: member.disabledAt !== null },
    member.disabledAt
      ? { label: 'Enable…', onSelect: () => onAct('shut-out'), isParted: true }
      : {
          label: 'Disable…',
          onSelect: () => onAct('shut-out'),
          tone: 'danger',
          isParted: true,
          isDisabled: isSelf,
        },
  ];
  return (
    <Row className="grid-cols-[auto_minmax(0,1fr)_auto] lg:grid-cols-[auto_minmax(0,1fr)_7rem_13rem_auto]">
      <Avatar name={member.name} />
      <span className="min-w-0">
        <span className="wrap-anywhere flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{member.name}</span>
          {isSelf ? <span className="text-ink-3 text-small">you</span> : null}
          <StateChip member={member} />
        </span>
        <span className="wrap-anywhere block text-ink-3 text-small">{member.email}</span>
      </span>
      <span className="max-lg:order-3 max-lg:col-start-2">{roleNames[member.role]}</span>
      <span className="text-ink-3 text-small max-lg:order-4 max-lg:col-start-2">
        {member.lastSeenAt ? (
          <>
            Seen <TimeText at={member.lastSeenAt} show="relative" />
          </>
        ) : (
          'Not signed in'
        )}
      </span>
      {mayManage ? (
        <Menu
          label={`More for ${member.name}`}
          aria-label={`More for ${member.name}`}
          items={items}
          variant="ghost"
          className="w-control px-0 max-lg:order-2"
        >
          <Ellipsis size={15} aria-hidden="true" />
        </Menu>
      ) : null}
    </Row>
  );
}

function StateChip({ member }: { member: Member }) {
  if (member.disabledAt) return <Chip tone="stale">disabled</Chip>;
  if (!member.hasPassword) return <Chip tone="draining">no password yet</Chip>;
  return null;
}
