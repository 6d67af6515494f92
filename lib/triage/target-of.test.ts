import { expect, it } from 'vitest';
import { targetOf } from '@/lib/triage/target-of';

it.each([
  ['the most telling name', { id: 'x', server: 'node-a-12' }, 'node-a-12'],
  ['a name with a suffix', { pod_name: 'api-7' }, 'api-7'],
  ['nothing that tells', { force: true }, null],
  ['no object', ['node-a-12'], null],
  ['letters of any script', { path: '/données/表/ملف 🗄️' }, '/données/表/ملف 🗄️'],
  ['what turns the text round', { server: 'prod\u202egnitset\u2066' }, 'prod\\u{202e}gnitset\\u{2066}'],
  [
    'what cannot be seen',
    { server: 'pro\u200bd\u00ad\ufeff\u{e0041}' },
    'pro\\u{200b}d\\u{ad}\\u{feff}\\u{e0041}',
  ],
  ['control characters and line ends', { path: 'a\u001b[2K\nb\u2028c' }, 'a\\u{1b}[2K\\u{a}b\\u{2028}c'],
  ['half a character', { path: 'a\ud83d' }, 'a\\u{d83d}'],
  ['a long name', { path: 'x'.repeat(200) }, `${'x'.repeat(79)}…`],
  ['a long name of wide characters', { path: '🗄'.repeat(200) }, `${'🗄'.repeat(79)}…`],
  ['a name that is just long enough', { path: 'x'.repeat(80) }, 'x'.repeat(80)],
])('shows %s', (_what, callArguments, expected) => {
  expect(targetOf(callArguments)).toBe(expected);
});
