import * as agents from '@/lib/agents/endpoints';
import * as approvals from '@/lib/approvals/endpoints';
import * as archive from '@/lib/archive/endpoints';
import * as auth from '@/lib/auth/endpoints';
import * as chats from '@/lib/chats/endpoints';
import * as connection from '@/lib/connection/endpoints';
import * as containment from '@/lib/containment/endpoints';
import * as credentials from '@/lib/credentials/endpoints';
import * as evidence from '@/lib/evidence/endpoints';
import * as executions from '@/lib/executions/endpoints';
import * as followUps from '@/lib/follow-ups/endpoints';
import type { Endpoint } from '@/lib/http/endpoint';
import * as incidents from '@/lib/incidents/endpoints';
import * as members from '@/lib/members/endpoints';
import * as mirror from '@/lib/mirror/endpoints';
import * as notify from '@/lib/notify/endpoints';
import * as overview from '@/lib/overview/endpoints';
import * as postmortem from '@/lib/postmortem/endpoints';
import * as release from '@/lib/release/endpoints';
import * as remediation from '@/lib/remediation/endpoints';
import * as savedViews from '@/lib/saved-views/endpoints';
import * as share from '@/lib/share/endpoints';
import * as timeline from '@/lib/timeline/endpoints';
import * as triage from '@/lib/triage/endpoints';
import * as webhooks from '@/lib/webhooks/endpoints';
import * as workspaces from '@/lib/workspaces/endpoints';

/** Every domain that has operations. A test compares this with the routes and with the folders of lib. */
const domains: Record<string, unknown>[] = [
  agents,
  approvals,
  archive,
  auth,
  chats,
  connection,
  containment,
  credentials,
  evidence,
  executions,
  followUps,
  incidents,
  members,
  mirror,
  notify,
  overview,
  postmortem,
  release,
  remediation,
  savedViews,
  share,
  timeline,
  triage,
  webhooks,
  workspaces,
];

/** All operations of the API by their id: `issueShareEndpoint` is the operation `issueShare`. */
export const apiEndpoints: Record<string, Endpoint> = Object.fromEntries(
  domains.flatMap((domain) =>
    Object.entries(domain).flatMap(([name, value]) =>
      isEndpoint(value) ? [[name.replace(/Endpoint$/, ''), value] as const] : [],
    ),
  ),
);

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'method' in value;
}
