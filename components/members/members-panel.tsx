'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import type { MemberAction } from '@/components/members/member-action';
import { MemberRow } from '@/components/members/member-row';
import { Button } from '@/components/ui/button';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { memberList } from '@/lib/members/queries';

const InviteDialog = dynamic(
  () => import('@/components/members/invite-dialog').then((module) => module.InviteDialog),
  { ssr: false },
);
const LinkDialog = dynamic(
  () => import('@/components/members/link-dialog').then((module) => module.LinkDialog),
  { ssr: false },
);
const RoleDialog = dynamic(
  () => import('@/components/members/role-dialog').then((module) => module.RoleDialog),
  { ssr: false },
);
const ShutOutDialog = dynamic(
  () => import('@/components/members/shut-out-dialog').then((module) => module.ShutOutDialog),
  { ssr: false },
);

export type MembersPanelProps = {
  /** Null for an API token, which is nobody in the list. */
  ownId: string | null;
  mayManage: boolean;
};

export function MembersPanel({ ownId, mayManage }: MembersPanelProps) {
  const read = useInfiniteQuery(memberList());
  const [action, setAction] = useState<MemberAction | null>(null);
  const [isInviting, setInviting] = useState(false);
  const close = (): void => setAction(null);

  if (!read.data && read.error) return <ReadError title="The members could not be read." read={read} />;
  if (!read.data) return <SkeletonRows rows={5} label="Reading the members" />;
  const members = read.data.pages.flatMap(({ data }) => data);

  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-60 text-ink-2">
          {mayManage
            ? 'Nobody signs up: people come by a one-time link that you give them.'
            : 'Who works here. Admins invite people and change roles.'}
        </p>
        {mayManage ? (
          <Button variant="primary" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        ) : null}
      </div>
      <Section title="Members" note={read.hasNextPage ? `${members.length} or more` : members.length}>
        <RowList>
          {members.map((member) => (
            <MemberRow
              key={member.memberId}
              member={member}
              isSelf={member.memberId === ownId}
              mayManage={mayManage}
              onAct={(what) => setAction({ what, member })}
            />
          ))}
        </RowList>
        <ShowMore pages={read} />
      </Section>
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
      <LinkDialog member={action?.what === 'link' ? action.member : null} onClose={close} />
      <RoleDialog member={action?.what === 'role' ? action.member : null} onClose={close} />
      <ShutOutDialog member={action?.what === 'shut-out' ? action.member : null} onClose={close} />
    </>
  );
}
