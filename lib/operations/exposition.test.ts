import { expect, it } from 'vitest';
import { exposition } from '@/lib/operations/exposition';

it('writes what Prometheus reads', () => {
  const text = exposition([
    {
      name: 'holdfast_source_age_seconds',
      help: 'How old.\nIn seconds',
      type: 'gauge',
      samples: [
        { labels: { source: 'agents' }, value: 1.5 },
        { labels: { source: 'a"b\\c\nd' }, value: 0 },
        { labels: { source: 'never read' }, value: Number.NaN },
      ],
    },
    { name: 'holdfast_live_listeners', help: 'Streams', type: 'gauge', samples: [{ value: 3 }] },
  ]);
  expect(text).toBe(
    [
      '# HELP holdfast_source_age_seconds How old.\\nIn seconds',
      '# TYPE holdfast_source_age_seconds gauge',
      'holdfast_source_age_seconds{source="agents"} 1.5',
      'holdfast_source_age_seconds{source="a\\"b\\\\c\\nd"} 0',
      '# HELP holdfast_live_listeners Streams',
      '# TYPE holdfast_live_listeners gauge',
      'holdfast_live_listeners 3',
      '',
    ].join('\n'),
  );
});
