import type { Member } from '@/lib/members/member-schema';

/** What is being done to whom; one dialog at a time. */
export type MemberAction = { what: 'link' | 'role' | 'shut-out'; member: Member };
