import { describe, expect, it } from 'vitest';
import { timelineItem } from '@/lib/testing/timeline-item';
import { buildTimeline, type TimelineRow } from '@/lib/timeline/build-timeline';
import type { Outage, TimelineItem } from '@/lib/timeline/timeline-item';

const at = (clock: string) => `2026-11-22T${clock}.000Z`;
const now = at('15:00:00');

type Call = { tool?: string; agent?: string; approval?: string; status?: string; risk?: string };

const started = (
  id: string,
  clock: string,
  { tool = 'server_delete', agent = 'agt_1', ...rest }: Call = {},
) =>
  timelineItem({
    kind: 'execution_started',
    source: 'execution',
    happenedAt: at(clock),
    text: null,
    data: {
      executionId: id,
      toolName: tool,
      agentId: agent,
      risk: 'irreversible',
      approval: 'missing',
      ...rest,
    },
  });

const ended = (id: string, clock: string, data: Call = {}) =>
  timelineItem({
    kind: 'execution_ended',
    source: 'execution',
    happenedAt: at(clock),
    text: null,
    data: {
      executionId: id,
      toolName: 'server_delete',
      agentId: 'agt_1',
      status: 'completed',
      exitCode: 0,
      ...data,
    },
  });

const note = (clock: string, overrides: Partial<TimelineItem> = {}) =>
  timelineItem({ happenedAt: at(clock), text: clock, ...overrides });

/** Rows in short, as somebody would read them aloud. */
function told(rows: TimelineRow[]): string[] {
  return rows.map((row) => {
    if (row.type === 'gap') {
      const silent = row.gap.silent.map(
        ({ source, durationMs }) => `, ${source} silent ${durationMs / 1000} s`,
      );
      return `${row.gap.durationMs / 1000} s quiet${silent.join('')}`;
    }
    if (row.type === 'burst') {
      const { moments, from, to } = row.burst;
      return `${moments.length} more in ${(Date.parse(to) - Date.parse(from)) / 1000} s`;
    }
    const { entry, from, to } = row.moment;
    const time = (instant: string) => instant.slice(11, 19);
    if (to === null) return `${entry.kind} ${time(from)}–open`;
    return `${entry.kind} ${time(from)}${to === from ? '' : `–${time(to)}`}`;
  });
}

const build = (entries: TimelineItem[], outages: Outage[] = []) =>
  told(buildTimeline({ entries, outages, now }));

describe('the rows of a timeline', () => {
  it.each<[string, TimelineItem[], Outage[], string[]]>([
    ['are nothing for an empty log', [], [], []],
    [
      'put start and end of a call together',
      [started('e1', '14:00:00'), ended('e1', '14:00:09')],
      [],
      ['execution_started 14:00:00–14:00:09'],
    ],
    [
      'leave a call open that has not ended',
      [started('e1', '14:00:00')],
      [],
      ['execution_started 14:00:00–open'],
    ],
    [
      'show an end alone whose start is not among the entries',
      [ended('e1', '14:00:09')],
      [],
      ['execution_ended 14:00:09'],
    ],
    [
      'follow the order of happening, whatever order entries come in',
      [note('14:00:30'), note('14:00:10'), note('14:00:20')],
      [],
      ['note_added 14:00:10', 'note_added 14:00:20', 'note_added 14:00:30'],
    ],
    [
      'fold a burst after its first call',
      ['01', '03', '06', '09', '12'].map((second) => started(`e${second}`, `14:00:${second}`)),
      [],
      ['execution_started 14:00:01–open', '4 more in 9 s'],
    ],
    [
      'do not fold two calls',
      [started('e1', '14:00:01'), started('e2', '14:00:02')],
      [],
      ['execution_started 14:00:01–open', 'execution_started 14:00:02–open'],
    ],
    [
      'do not fold calls of different tools or agents',
      [
        started('e1', '14:00:01'),
        started('e2', '14:00:02', { tool: 'server_stop' }),
        started('e3', '14:00:03', { agent: 'agt_2' }),
      ],
      [],
      [
        'execution_started 14:00:01–open',
        'execution_started 14:00:02–open',
        'execution_started 14:00:03–open',
      ],
    ],
    [
      'break a burst where a person wrote something',
      [
        started('e1', '14:00:01'),
        started('e2', '14:00:02'),
        note('14:00:03'),
        started('e3', '14:00:04'),
        started('e4', '14:00:05'),
      ],
      [],
      [
        'execution_started 14:00:01–open',
        'execution_started 14:00:02–open',
        'note_added 14:00:03',
        'execution_started 14:00:04–open',
        'execution_started 14:00:05–open',
      ],
    ],
    [
      'never fold away what was pinned',
      [
        started('e1', '14:00:01'),
        { ...started('e2', '14:00:02'), pin: { caption: null, pinnedByName: 'J.', pinnedAt: now } },
        started('e3', '14:00:03'),
        started('e4', '14:00:04'),
      ],
      [],
      [
        'execution_started 14:00:01–open',
        'execution_started 14:00:02–open',
        'execution_started 14:00:03–open',
        'execution_started 14:00:04–open',
      ],
    ],
    [
      'mark a minute of quiet, but not less',
      [note('14:00:00'), note('14:00:59'), note('14:01:59')],
      [],
      ['note_added 14:00:00', 'note_added 14:00:59', '60 s quiet', 'note_added 14:01:59'],
    ],
    [
      'do not call it quiet while a call runs',
      [started('e1', '14:00:00'), ended('e1', '14:02:00'), note('14:02:30')],
      [],
      ['execution_started 14:00:00–14:02:00', 'note_added 14:02:30'],
    ],
    [
      'say when a source was silent during the quiet',
      [note('14:00:00'), note('14:05:00')],
      [
        { source: 'executions', startedAt: at('14:01:00'), endedAt: at('14:01:20') },
        { source: 'executions', startedAt: at('14:04:50'), endedAt: null },
        { source: 'agents', startedAt: at('14:06:00'), endedAt: at('14:07:00') },
      ],
      ['note_added 14:00:00', '300 s quiet, executions silent 30 s', 'note_added 14:05:00'],
    ],
    [
      'keep the outcome of an approval as a row of its own, and end its request by it',
      [
        timelineItem({ kind: 'approval_requested', happenedAt: at('14:00:00'), data: { approvalId: 'a1' } }),
        timelineItem({ kind: 'approval_resolved', happenedAt: at('14:00:30'), data: { approvalId: 'a1' } }),
      ],
      [],
      ['approval_requested 14:00:00–14:00:30', 'approval_resolved 14:00:30'],
    ],
    [
      'leave a hold open of which only part was released',
      [
        timelineItem({ kind: 'hold_placed', happenedAt: at('14:00:00'), data: { holdId: 'h1' } }),
        timelineItem({
          kind: 'hold_released',
          happenedAt: at('14:00:30'),
          data: { holdId: 'h1', isWhole: false },
        }),
      ],
      [],
      ['hold_placed 14:00:00–open', 'hold_released 14:00:30'],
    ],
  ])('%s', (_case, entries, outages, rows) => {
    expect(build(entries, outages)).toEqual(rows);
  });

  const moment = (entry: TimelineItem) => {
    const [row] = buildTimeline({ entries: [entry], outages: [], now });
    return row?.type === 'moment' ? row.moment : null;
  };

  it('mark what claims to have happened after it was written', () => {
    expect(moment(note('14:00:10', { recordedAt: at('14:00:00') }))?.skewMs).toBe(10_000);
    expect(moment(note('14:00:01', { recordedAt: at('14:00:00') }))?.skewMs).toBeNull();
  });

  it('mark what a person wrote down late', () => {
    expect(moment(note('14:00:00', { recordedAt: at('14:02:00') }))?.lateMs).toBe(120_000);
    expect(moment(note('14:00:00', { recordedAt: at('14:00:05') }))?.lateMs).toBeNull();
  });

  it('trust what was known at the end of a call', () => {
    const rows = buildTimeline({
      entries: [
        started('e1', '14:00:00', { approval: 'unknown' }),
        ended('e1', '14:00:09', { approval: 'missing' }),
      ],
      outages: [],
      now,
    });
    expect(rows[0]).toMatchObject({
      moment: { tone: 'danger', facts: { approval: 'missing', exitCode: 0 } },
    });
  });

  it('show an entry whose facts nobody foresaw', () => {
    const odd = timelineItem({
      kind: 'execution_ended',
      source: 'execution',
      data: { toolName: 7, approval: [] },
    });
    expect(buildTimeline({ entries: [odd], outages: [], now })).toHaveLength(1);
  });

  it('have keys of their own', () => {
    const entries = Array.from({ length: 40 }, (_, index) => started(`e${index}`, `14:0${index % 10}:00`));
    const keys = buildTimeline({ entries, outages: [], now }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
