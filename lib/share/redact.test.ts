import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactionProfiles } from '@/lib/share/profile';
import { redact, type ShareSource } from '@/lib/share/redact';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

const at = '2026-11-22T14:02:11.000Z';

function item(overrides: Partial<TimelineItem>): TimelineItem {
  return {
    entryId: 'e1',
    versionId: 'e1',
    sequence: 1,
    kind: 'note_added',
    source: 'person',
    sourceId: null,
    happenedAt: at,
    recordedAt: at,
    actorId: 'u1',
    actorName: 'Ada Lovelace',
    text: null,
    data: {},
    xemRequestId: null,
    supersedesId: null,
    correction: null,
    earlier: [],
    pin: null,
    ...overrides,
  };
}

const pin = (caption: string | null) => ({ caption, pinnedByName: 'Ada Lovelace', pinnedAt: at });

function source(overrides: Partial<ShareSource> = {}): ShareSource {
  return {
    incident: {
      incidentRef: 'INC-7',
      title: 'Servers deleted',
      severity: 'sev1',
      phase: 'contain',
      hypothesis: null,
      startedAt: at,
      detectedAt: at,
      declaredAt: at,
      closedAt: null,
    },
    story: [],
    updates: [],
    facts: {
      people: ['Ada Lovelace', 'Li'],
      tools: [{ name: 'openstack_server_delete', isAffected: true }],
      agents: [{ id: 'agt_fleet_01', name: 'fleet-01', isAffected: true }],
      workspaces: [{ id: 'ws_billing', name: 'billing-prod', isAffected: true }],
      ids: ['exe_204'],
      payloads: [{ server: 'vm-204', force: true }, 'deleted volume vol-9 of tenant acme-corp'],
    },
    ...overrides,
  };
}

const said = (text: string) => source({ updates: [item({ kind: 'update_posted', text })] });
const publicText = (text: string) => redact(said(text), 'public', at).updates[0]?.text;
const partnerText = (text: string) => redact(said(text), 'partner', at).updates[0]?.text;

describe('the public profile', () => {
  it.each([
    ['Ada Lovelace is on it', '[person] is on it'],
    ["Lovelace's fix", "[person]'s fix"],
    ['fleet-01 deleted vm-204 in billing-prod', '[agent] deleted [value] in [workspace]'],
    ['AGT_FLEET_01 with openstack_server_delete', '[id] with [tool]'],
    ['call exe_204 and exe_unknown', 'call [id] and [id]'],
    ['vol-9 of acme-corp is gone', '[value] of [value] is gone'],
    ['request 0191e6a4-9c1f-7cc3-b5f0-2f0f6f3f9a01', 'request [id]'],
    ['write to ada@example.com or 10.0.0.7', 'write to [address] or [address]'],
    ['on db1.eu.internal', 'on [address]'],
    ['Lively Limits', 'Lively Limits'],
  ])('makes "%s" into "%s"', (text, expected) => {
    expect(publicText(text)).toBe(expected);
  });

  it('names nobody and nothing beside the words of people', () => {
    const view = redact(said('Under way.'), 'public', at);
    expect(view).toMatchObject({ incidentRef: null, affected: null, redactedCount: 0 });
    expect(view.updates).toEqual([{ position: 1, postedAt: at, text: 'Under way.', authorName: null }]);
  });

  it('counts what it replaced', () => {
    expect(redact(said('Li stopped fleet-01'), 'public', at).redactedCount).toBe(2);
  });
});

describe('the partner profile', () => {
  it('names who and what, but no call, no argument and no output', () => {
    expect(partnerText('Ada saw fleet-01 run openstack_server_delete on vm-204 (exe_204)')).toBe(
      'Ada saw fleet-01 run openstack_server_delete on [value] ([id])',
    );
    expect(redact(said(''), 'partner', at)).toMatchObject({
      incidentRef: 'INC-7',
      affected: { tools: ['openstack_server_delete'], agents: ['fleet-01'], workspaces: ['billing-prod'] },
    });
  });
});

describe('secrets', () => {
  it.each([
    'Bearer abcdef1234',
    'hf_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
    'xero_live_1234567890',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef\n-----END OPENSSH PRIVATE KEY-----',
  ])('of the shape %s leave with no profile', (secret) => {
    for (const profile of redactionProfiles) {
      const text = redact(said(`we leaked ${secret} today`), profile, at).updates[0]?.text;
      expect(text).toBe('we leaked [secret] today');
    }
  });

  it.each([
    ['password: hunter2', 'hunter2'],
    ['the password is hunter2', 'hunter2'],
    ['DB_PASSWORD=hunter2', 'hunter2'],
    ['api_key = "hunter2 and more"', 'hunter2'],
    ['postgres://root:hunter2@db/x', 'hunter2'],
    ['https://h/x?a=1&sig=hunter2', 'hunter2'],
  ])('are known by what stands before them: %s', (text, secret) => {
    expect(partnerText(text)).not.toContain(secret);
  });
});

it('takes no long time over a long text', () => {
  const startedAt = performance.now();
  for (const piece of ['a-', 'a.', 'password', 'ada@', '1:', '=', 'é'])
    publicText(piece.repeat(10_000 / piece.length));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

describe('the story', () => {
  it('tells a call in our words only, as its own may hold arguments', () => {
    const entry = item({
      kind: 'execution_started',
      text: 'delete vm-204',
      data: { arguments: { server: 'vm-204' } },
      pin: pin(null),
    });
    const { story } = redact(source({ story: [entry] }), 'partner', at);
    expect(story).toEqual([
      { position: 1, happenedAt: at, what: 'A tool call started', text: null, actorName: 'Ada Lovelace' },
    ]);
  });

  it('prefers the caption', () => {
    const entry = item({ kind: 'execution_started', pin: pin('The first delete, by fleet-01') });
    const { story } = redact(source({ story: [entry] }), 'public', at);
    expect(story[0]).toMatchObject({ text: 'The first delete, by [agent]' });
  });
});

describe('whatever is written', () => {
  const word = fc.stringMatching(/^zq[a-z]{2,8}-[0-9]{1,4}$/);
  const secret = fc.oneof(
    fc.stringMatching(/^hf_[A-Za-z0-9]{40}$/),
    fc.stringMatching(/^[a-f]{1}[0-9]{1}[a-f0-9]{62}$/),
    fc.stringMatching(/^eyJ[A-Za-z0-9]{10,20}\.[A-Za-z0-9]{10,20}$/),
  );
  const between = fc.constantFrom(' ', ', ', ' (', ') ', '/', ': ', '\n', '"', "'s ", '. ', ' → ');
  const facts = fc.record({
    people: fc.array(word, { minLength: 1, maxLength: 3 }),
    tools: fc.array(word, { minLength: 1, maxLength: 3 }),
    agent: fc.tuple(word, word),
    workspace: fc.tuple(word, word),
    ids: fc.array(word, { minLength: 1, maxLength: 3 }),
    values: fc.array(word, { minLength: 1, maxLength: 3 }),
    secrets: fc.array(secret, { minLength: 1, maxLength: 2 }),
  });

  it('holds no value that the profile withholds, wherever a person wrote it', () => {
    fc.assert(
      fc.property(facts, fc.array(between, { minLength: 6, maxLength: 6 }), (known, gaps) => {
        const named = [...known.people, ...known.tools, ...known.agent, ...known.workspace];
        const always = [...known.ids, ...known.values];
        const text =
          [...named, ...always].map((value, index) => value + gaps[index % gaps.length]).join('') +
          ` ${known.secrets.join(' ')}`;
        const given = source({
          story: [
            item({ kind: 'execution_ended', text, data: { text }, pin: pin(null) }),
            item({ kind: 'note_added', text, pin: pin(null) }),
            item({ kind: 'agent_event', pin: pin(text) }),
          ],
          updates: [
            item({
              kind: 'update_posted',
              text,
              earlier: [{ text, happenedAt: at, recordedAt: at, authorName: text }],
            }),
          ],
          facts: {
            people: known.people,
            tools: known.tools.map((name) => ({ name, isAffected: true })),
            agents: [{ id: known.agent[0], name: known.agent[1], isAffected: true }],
            workspaces: [{ id: known.workspace[0], name: known.workspace[1], isAffected: true }],
            ids: known.ids,
            payloads: [{ deep: [{ target: known.values }] }],
          },
        });
        given.incident = { ...given.incident, title: text, hypothesis: text };
        const names = new Set(named);
        for (const profile of redactionProfiles) {
          const left = JSON.stringify(redact(given, profile, at));
          const withheld =
            profile === 'public' ? [...named, ...always] : always.filter((value) => !names.has(value));
          const words = new Set(left.split(/[^\w-]+|\\[nrt"]/));
          expect(withheld.filter((value) => words.has(value))).toEqual([]);
          expect(known.secrets.filter((value) => left.includes(value))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
