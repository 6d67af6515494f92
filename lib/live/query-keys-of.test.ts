import { describe, expect, it } from 'vitest';
import { queryKeysOf } from '@/lib/live/query-keys-of';

describe('queryKeysOf', () => {
  it('refreshes what hangs below the incident that changed, and nothing else', () => {
    expect(queryKeysOf({ incident: 7, changed: 'evidence' })).toEqual([['incidents', 'INC-7', 'evidence']]);
  });

  it('reads the facts of a postmortem anew when the log grew', () => {
    expect(queryKeysOf({ incident: 7, changed: 'timeline' })).toContainEqual([
      'incidents',
      'INC-7',
      'postmortem',
      'overview',
    ]);
  });

  it('refreshes the lists when the detail of one incident changed', () => {
    expect(queryKeysOf({ incident: 7, changed: 'detail' })).toContainEqual(['incidents', 'list']);
  });

  it('refreshes what everybody holds when one incident placed or released a hold', () => {
    expect(queryKeysOf({ incident: 7, changed: 'containment' })).toEqual(
      expect.arrayContaining([['agents', 'held'], ['overview'], ['incidents', 'INC-7', 'containment']]),
    );
  });

  it('refreshes the locks of approvals when one incident placed or released a hold', () => {
    expect(queryKeysOf({ incident: 7, changed: 'containment' })).toContainEqual(['approvals']);
  });

  it.each([{ incident: null, changed: 'incidents' } as const, { incident: 7, changed: 'detail' } as const])(
    'looks again at which executions no incident explains: $changed',
    (change) => {
      expect(queryKeysOf(change)).toEqual(
        expect.arrayContaining([
          ['executions', 'looks-wrong'],
          ['executions', 'detail'],
        ]),
      );
    },
  );

  it('refreshes a collection of XEM by its name', () => {
    expect(queryKeysOf({ incident: null, changed: 'executions' })).toEqual([['executions']]);
  });
});
