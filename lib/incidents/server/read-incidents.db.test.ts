import { describe, expect, it } from 'vitest';
import { listIncidentsEndpoint } from '@/lib/incidents/endpoints';
import { readIncidents } from '@/lib/incidents/server/read-incidents';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const viewer = testContext(db, { role: 'viewer' });

const list = (query: Record<string, unknown>) =>
  readIncidents(viewer, listIncidentsEndpoint.query.parse(query));

describe('the list of incidents', () => {
  it('has open ones first, newest first, over pages of any size', async () => {
    const word = crypto.randomUUID();
    for (const [title, phase] of [
      ['a', 'closed'],
      ['b', 'contain'],
      ['c', 'closed'],
      ['d', 'triage'],
      ['e', 'closed'],
    ] as const)
      await arrangeIncident(viewer, { title: `${title} ${word}`, phase });
    for (const limit of [1, 2, 3, 10]) {
      const titles: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list({ text: word, limit, ...(cursor && { cursor }) });
        expect(page.data.length).toBeLessThanOrEqual(limit);
        titles.push(...page.data.map(({ title }) => title.slice(0, 1)));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(titles, `pages of ${limit}`).toEqual(['d', 'b', 'e', 'c', 'a']);
    }
  });

  it('can be narrowed by state, severity, subject and number', async () => {
    const incident = await arrangeIncident(viewer, {
      severity: 'sev3',
      subjects: {
        create: {
          kind: 'agent',
          subjectId: 'agt_narrow',
          attachedById: 'x',
          attachedByName: 'X',
          attachedAt: new Date(),
        },
      },
    });
    const refs = async (query: Record<string, unknown>) =>
      (await list(query)).data.map(({ incidentRef }) => incidentRef);
    const ref = `INC-${incident.number}`;
    expect(await refs({ subjectId: 'agt_narrow' })).toEqual([ref]);
    expect(await refs({ subjectId: 'agt_narrow', state: 'closed' })).toEqual([]);
    expect(await refs({ severity: ['sev3'] })).toEqual([ref]);
    expect(await refs({ text: ref.toLowerCase() })).toEqual([ref]);
  });

  it('refuses a cursor it did not give out', async () => {
    await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
