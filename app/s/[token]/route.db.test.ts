import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET } from '@/app/s/[token]/route';
import { database } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { postUpdate } from '@/lib/incidents/server/post-update';
import { issueShare } from '@/lib/share/server/issue-share';
import { revokeShare } from '@/lib/share/server/revoke-share';
import { issueShareInput } from '@/lib/share/share-link-schema';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { testContext } from '@/lib/testing/test-context';

const commander = testContext(database(), { role: 'commander', name: 'Grace Hopper' });

let incident: Incident;
beforeEach(async () => {
  incident = await arrangeIncident(commander, { title: 'Deletes <script>alert(1)</script> & more' });
});

async function issue(input: object = {}) {
  const incidentRef = incidentRefOf(incident.number);
  const issued = await issueShare(commander, {
    incidentRef,
    ...issueShareInput.parse({ label: 'The board', ...input }),
  });
  return { incidentRef, shareId: issued.share.shareId, token: issued.url.split('/s/')[1] ?? '' };
}

const open = (token: string) =>
  GET(new Request(`http://localhost/s/${token}`), { params: Promise.resolve({ token }) });

describe('the shared page', () => {
  let response: Response;
  let html: string;
  beforeAll(async () => {
    incident = await arrangeIncident(commander, { title: 'Deletes <script>alert(1)</script> & more' });
    await postUpdate(commander, { incidentRef: incident.id, text: 'Grace Hopper stopped the agents.' });
    response = await open((await issue()).token);
    html = await response.text();
  });

  it('tells the incident, redacted', () => {
    expect(response.status).toBe(200);
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('[person] stopped the agents.');
    expect(html).not.toContain('Hopper');
    expect(html).toContain('Live: the incident as of');
    expect(html).toContain('In the text, 1 passage was replaced');
  });

  it('has no script and loads nothing, whatever people typed', () => {
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain('Deletes &lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(html).not.toMatch(/\s(?:src|href|srcset|action|on\w+)=/i);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('lets only its own style through', () => {
    const policy = response.headers.get('content-security-policy');
    const style = html.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(style.length).toBeGreaterThan(500);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('is kept by no cache, no search engine and no referrer', () => {
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(html).toContain('<meta name="robots" content="noindex, nofollow, noarchive"/>');
  });
});

describe('a link that does not work', () => {
  it('says that there is none', async () => {
    const response = await open('A'.repeat(43));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such link');
  });

  it('says that it was revoked, and nothing of the incident', async () => {
    const { token, ...share } = await issue();
    await revokeShare(commander, share);
    const response = await open(token);
    const html = await response.text();
    expect(response.status).toBe(410);
    expect(html).toContain('This link was revoked');
    expect(html).not.toContain('Deletes');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('says that it has expired', async () => {
    const { token, shareId } = await issue();
    await database().shareLink.update({ where: { id: shareId }, data: { expiresAt: new Date() } });
    const response = await open(token);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('This link has expired');
  });
});

it('a frozen page says that it may have moved on', async () => {
  const response = await open((await issue({ mode: 'frozen', profile: 'partner' })).token);
  const html = await response.text();
  expect(html).toContain('Frozen: the incident as it was on');
  expect(html).toContain(incidentRefOf(incident.number));
});
