import { describe, expect, it } from 'vitest';
import { archiveWindow } from '@/lib/archive/archive';
import { exportOutcome, findAskedFor, planArchive } from '@/lib/archive/plan-archive';

const now = new Date('2026-11-22T14:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const archive = {
  state: 'requested',
  xemExportId: null,
  createSentAt: null,
  answerLostAt: null,
  requestedAt: now,
} as const;

describe('the next step of an archive', () => {
  it.each([
    ['asks XEM when nobody has', archive, { kind: 'create' }],
    [
      'waits for an answer that may still come',
      { ...archive, state: 'exporting', createSentAt: ago(20) },
      { kind: 'wait', forMs: 280_000 },
    ],
    [
      'looks for the export of an answer that must be lost by now',
      { ...archive, state: 'exporting', createSentAt: ago(300) },
      { kind: 'look' },
    ],
    [
      'looks for it as soon as the answer is known to be lost',
      { ...archive, state: 'exporting', createSentAt: ago(20), answerLostAt: now },
      { kind: 'look' },
    ],
    [
      'gives up on one that never shows, rather than ask twice',
      { ...archive, state: 'exporting', createSentAt: ago(620), answerLostAt: ago(600) },
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

describe('the export that was asked for', () => {
  const window = { since: ago(3_600), until: ago(600) };
  const listed = { ...window, status: 'completed', createdAt: ago(30) };

  it.each([
    ['is the one of its window', {}, true],
    ['may have lost its milliseconds', { since: new Date(window.since.getTime() - 999) }, true],
    ['may still be in the making', { status: 'processing' }, true],
    ['may not say when it was made', { createdAt: null }, true],
    ['is not one of another window', { until: ago(500) }, false],
    ['is not one that was made long before', { createdAt: ago(7_200) }, false],
    ['is not one that failed', { status: 'failed' }, false],
    ['is not one that names no window', { since: null, until: null }, false],
  ])('%s', (_, given, isIt) => {
    const one = { ...listed, ...given };
    expect(findAskedFor([one], window, ago(40))).toBe(isIt ? one : null);
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
