import { expect, it } from 'vitest';
import { stripTerminalCodes } from '@/lib/executions/strip-terminal-codes';

const esc = '\u001b';

it.each([
  ['colours', `${esc}[1;31mred${esc}[0m end`, 'red end', 2],
  ['the title of the window', `${esc}]0;pwned\u0007text`, 'text', 1],
  ['a link, its words kept', `${esc}]8;;https://evil.example${esc}\\here${esc}]8;;${esc}\\`, 'here', 2],
  ['cursor moves and erasing', `${esc}[2J${esc}[H${esc}[10Aok`, 'ok', 3],
  ['codes of one byte', 'a\u009b31mb', 'ab', 1],
  ['a device string', `x${esc}P1;2|payload${esc}\\y`, 'xy', 1],
  ['a reset', `${esc}cclean`, 'clean', 1],
  ['nothing in plain text', 'a [31m b', 'a [31m b', 0],
  ['a string that never ends, up to its line', `${esc}]0;title\nnext`, '\nnext', 1],
])('takes out %s', (_case, text, plain, count) => {
  expect(stripTerminalCodes(text)).toEqual({ text: plain, count });
});

it('makes lines of what drew over itself', () => {
  expect(stripTerminalCodes('10%\r50%\r100%\r\ndone').text).toBe('10%\n50%\n100%\ndone');
});
