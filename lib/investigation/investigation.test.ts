import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { buildJournalctlLine } from '@/lib/investigation/build-journalctl-line';
import { buildTraceLink } from '@/lib/investigation/build-trace-link';

const since = new Date('2026-11-22T03:04:05.678Z');

/** What a shell makes of the line: its words, with the programs taken away. */
function wordsOf(line: string): string[] {
  const script = `sudo() { shift; printf '%s\\0' "$@"; }\n${line}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('the line for the log of an agent', () => {
  it('names the unit, the time in UTC and the execution', () => {
    expect(buildJournalctlLine('exe_0a1b2c', since, 'xerotier-xem')).toBe(
      'sudo journalctl -u xerotier-xem --since "2026-11-22 03:04:05 UTC" --grep exe_0a1b2c',
    );
  });

  it.each([
    ['a semicolon', 'exe; rm -rf /', 'exe; rm -rf /'],
    ['a quote', "exe'$(id)'", "exe'\\$\\(id\\)'"],
    ['a line break', 'exe\nreboot', 'exe\nreboot'],
    ['a pattern', 'exe.*', 'exe\\.\\*'],
  ])('stays one word of the shell with %s in the id', (_case, id, pattern) => {
    expect(wordsOf(buildJournalctlLine(id, since, 'xerotier-xem'))).toEqual([
      '-u',
      'xerotier-xem',
      '--since',
      '2026-11-22 03:04:05 UTC',
      '--grep',
      pattern,
    ]);
  });
});

describe('the link to a trace', () => {
  it.each([
    ['https://traces.example.com/search?q={execution_id}', 'https://traces.example.com/search?q=exe%2F1%26x'],
    ['https://t.example.com/%7Bexecution_id%7D/view', 'https://t.example.com/exe%2F1%26x/view'],
  ])('puts the id into %s', (template, link) => {
    expect(buildTraceLink(template, 'exe/1&x')).toBe(link);
  });

  it('is absent where the settings name no trace backend, or not the place of the id', () => {
    expect(buildTraceLink(undefined, 'exe_1')).toBeNull();
    expect(buildTraceLink('https://traces.example.com/', 'exe_1')).toBeNull();
  });
});
