import { z } from 'zod';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import {
  accountSchema,
  changeAccountInput,
  changeRoleInput,
  inviteMemberInput,
  memberSchema,
  setPasswordInput,
  signInLinkSchema,
} from '@/lib/members/member-schema';

const memberParams = z.object({ memberId: z.uuid() });

export const listMembersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/members',
  summary: 'List the people, oldest first',
  tag: 'members',
  query: pageQuery.extend({ cursor: z.uuid().optional() }),
  answer: pageOf(memberSchema),
});

export const inviteMemberEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/members',
  summary: 'Invite somebody; answers the one-time sign-in link to pass on',
  tag: 'members',
  body: inviteMemberInput,
  answer: z.object({ member: memberSchema, signInLink: signInLinkSchema }),
  status: 201,
});

export const changeRoleEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/members/{memberId}',
  summary: 'Change the role of somebody',
  tag: 'members',
  params: memberParams,
  body: changeRoleInput,
  answer: memberSchema,
});

export const disableMemberEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/members/{memberId}/disable',
  summary: 'Lock somebody out: ends their sessions and takes back unused links',
  tag: 'members',
  params: memberParams,
  answer: memberSchema,
});

export const enableMemberEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/members/{memberId}/enable',
  summary: 'Let somebody in again',
  tag: 'members',
  params: memberParams,
  answer: memberSchema,
});

export const issueMemberLinkEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/members/{memberId}/sign-in-link',
  summary: 'Make a new one-time sign-in link; earlier unused ones stop working',
  tag: 'members',
  params: memberParams,
  answer: signInLinkSchema,
  status: 201,
});

export const readAccountEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/account',
  summary: 'Read the account of the person who is signed in',
  tag: 'account',
  answer: accountSchema,
});

export const changeAccountEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/account',
  summary: 'Change your own name and address',
  tag: 'account',
  body: changeAccountInput,
  answer: accountSchema,
});

export const setPasswordEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/account/password',
  summary: 'Set your own password; ends your other sessions',
  tag: 'account',
  body: setPasswordInput,
  answer: accountSchema,
});
