import type { ExecutionSearch } from '@/components/executions/search-params';

/** Views that everybody has: the questions one asks first at three in the morning. */
export const builtInViews: { name: string; search: Partial<ExecutionSearch> }[] = [
  {
    name: 'Ran without a valid approval',
    search: { window: '24h', risk: ['destructive', 'irreversible'], wrong: ['without_approval'] },
  },
  { name: 'Failed in the last hour', search: { window: '1h', status: ['failed', 'timeout'] } },
  { name: 'Runs longer than its limit', search: { window: '24h', wrong: ['past_timeout'] } },
  { name: 'In flight now', search: { window: '24h', status: ['dispatched', 'running'] } },
  { name: 'Approved only after it began', search: { window: '7d', wrong: ['approved_late'] } },
  { name: 'Irreversible, last 7 days', search: { window: '7d', risk: ['irreversible'] } },
  { name: 'Outcome unclear', search: { window: '7d', status: ['ambiguous'] } },
];
