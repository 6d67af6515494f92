import { describe, expect, it } from 'vitest';
import { archiveWindow } from '@/lib/archive/archive';
import { exportOutcome, planArchive } from '@/lib/archive/plan-archive';

const now = new Date('2026-11-22T14:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const archive = { state: 'requested', xemExportId: null, createSentAt: null, requestedAt: now } as const;

describe('the next step of an archive', () => {
  it.each([
    ['asks XEM when nobody has', archive, { kind: 'create' }],
    [
      'waits for an answer that may still come',
      { ...archive, state: 'exporting', createSentAt: ago(20) },
      { kind: 'wait', forMs: 40_000 },
    ],
    [
      'gives up on an answer that is lost, rather than ask twice',
      { ...archive, state: 'exporting', createSentAt: ago(60) },
      { kind: 'give_up' },
    ],
    [
      'looks how far an export is',
      { ...archive, state: 'exporting', xemExportId: 'exp_1', createSentAt: ago(900) },
      { kind: 'poll', exportId: 'exp_1' },
    ],
    [
      'fetches what is complete',
      { ...archive, state: 'downloading', xemExportId: 'exp_1' },
      { kind: 'download', exportId: 'exp_1' },
    ],
    ['is none once it is ready', { ...archive, state: 'ready', xemExportId: 'exp_1' }, { kind: 'none' }],
    ['is none once it failed, until a person decides', { ...archive, state: 'failed' }, { kind: 'none' }],
  ] as const)('%s', (_, given, step) => {
    expect(planArchive(given, now)).toEqual(step);
  });

  it('takes a word that it does not know for going on', () => {
    expect(['COMPLETED', 'failed', 'pending', 'compacting'].map(exportOutcome)).toEqual([
      'completed',
      'failed',
      'going_on',
      'going_on',
    ]);
  });
});

describe('the window of an archive', () => {
  const incident = { startedAt: new Date('2026-11-22T12:00:00Z'), closedAt: null };

  it('begins a quarter of an hour before the damage and ends now', () => {
    expect(archiveWindow(incident, {}, now)).toEqual({ since: new Date('2026-11-22T11:45:00Z'), until: now });
  });

  it('ends with the incident once that is closed', () => {
    const closedAt = new Date('2026-11-22T13:00:00Z');
    expect(archiveWindow({ ...incident, closedAt }, {}, now).until).toEqual(closedAt);
  });

  it('may be exactly as long as XEM allows, and no longer', () => {
    const until = '2026-11-22T00:00:00Z';
    expect(archiveWindow(incident, { since: '2026-08-24T00:00:00Z', until }, now)).toBeTruthy();
    expect(() => archiveWindow(incident, { since: '2026-08-23T23:59:59Z', until }, now)).toThrow(/90 days/);
  });

  it('must not end before it begins', () => {
    expect(() => archiveWindow(incident, { until: '2026-11-22T11:00:00Z' }, now)).toThrow(/until/);
  });
});
