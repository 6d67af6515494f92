import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineItem } from '@/lib/testing/timeline-item';
import { buildAxis } from '@/lib/timeline/build-axis';
import { buildLanes } from '@/lib/timeline/build-lanes';

const at = (clock: string) => `2026-11-22T${clock}.000Z`;

describe('the axis', () => {
  it('keeps order and bounds, whatever happened when', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1 }), (instants) => {
        const { positionOf, segments } = buildAxis(instants);
        const places = instants.toSorted((a, b) => a - b).map(positionOf);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
        const width = segments.reduce((sum, segment) => sum + segment.width, 0);
        if (segments.length > 0) expect(width).toBeCloseTo(1);
      }),
    );
  });

  it('gives an hour of nothing less room than ten seconds of work', () => {
    const hour = 3_600_000;
    const { segments } = buildAxis([0, 10_000, hour, hour + 10_000]);
    expect(segments.map(({ isFolded }) => isFolded)).toEqual([false, true, false]);
    const [work, quiet] = segments;
    expect(quiet?.width).toBeLessThan(work?.width ?? 0);
  });
});

describe('the lanes', () => {
  it('are nothing for an empty log', () => {
    expect(buildLanes({ entries: [], outages: [], now: at('15:00:00') })).toBeNull();
  });

  it('draw instants as dots, stretches as bars to their end or to now, and mark the stop', () => {
    const drawn = buildLanes({
      entries: [
        timelineItem({ happenedAt: at('14:00:00') }),
        timelineItem({
          kind: 'hold_placed',
          source: 'containment',
          happenedAt: at('14:00:20'),
          data: { holdId: 'h1' },
        }),
      ],
      outages: [{ source: 'executions', startedAt: at('14:00:20'), endedAt: at('14:00:30') }],
      now: at('14:00:40'),
    });
    const marksOf = (name: string) => drawn?.lanes.find((lane) => lane.name === name)?.marks;
    expect(marksOf('People')).toMatchObject([{ start: 0, width: 0, isOpen: false }]);
    expect(marksOf('Containment')).toMatchObject([{ start: 0.5, width: 0.5, isOpen: true, tone: 'held' }]);
    expect(drawn).toMatchObject({
      stoppedAt: 0.5,
      unknown: [{ source: 'executions', start: 0.5, width: 0.25 }],
      to: at('14:00:40'),
    });
  });

  it('stay drawable with ten thousand entries', () => {
    const entries = Array.from({ length: 10_000 }, (_, index) =>
      timelineItem({ happenedAt: new Date(Date.parse(at('14:00:00')) + index * 100).toISOString() }),
    );
    const drawn = buildLanes({ entries, outages: [], now: at('15:00:00') });
    const count = drawn?.lanes.reduce((sum, { marks }) => sum + marks.length, 0) ?? 0;
    expect(count).toBeLessThanOrEqual(501);
  });
});
