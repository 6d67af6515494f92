import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { serializeFragment } from '@/lib/postmortem/markdown/serialize-fragment';

type Marks = Record<string, unknown>;
type Text = string | [string, Marks];

const text = (...pieces: Text[]): Y.XmlText => {
  const node = new Y.XmlText();
  let at = 0;
  for (const piece of pieces) {
    const [words, marks] = typeof piece === 'string' ? [piece, {}] : piece;
    node.insert(at, words, marks);
    at += words.length;
  }
  return node;
};
const element = (name: string, attributes: Marks, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const node = new Y.XmlElement<Record<string, never>>(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value as never);
  node.insert(0, children);
  return node as Y.XmlElement;
};
const paragraph = (...pieces: Text[]) => element('paragraph', {}, text(...pieces));
const item = (...children: Y.XmlElement[]) => element('listItem', {}, ...children);
const markdownOf = (...nodes: Y.XmlElement[]) => {
  const fragment = new Y.Doc().getXmlFragment('section');
  fragment.insert(0, nodes);
  return serializeFragment(fragment);
};

describe('the Markdown of a section', () => {
  it.each([
    ['parts paragraphs by an empty line', [paragraph('One'), paragraph('Two')], 'One\n\nTwo'],
    [
      'puts headings below the title of the section',
      [element('heading', { level: 2 }, text('Why'))],
      '### Why',
    ],
    ['puts lesser headings below those', [element('heading', { level: 3 }, text('How'))], '#### How'],
    [
      'keeps marks, with blanks outside',
      [paragraph(['bold ', { bold: {} }], ['both', { bold: {}, italic: {} }])],
      '**bold** ***both***',
    ],
    ['lists', [element('bulletList', {}, item(paragraph('a')), item(paragraph('b')))], '- a\n- b'],
    [
      'counts from where a list begins',
      [element('orderedList', { start: 3 }, item(paragraph('c')), item(paragraph('d')))],
      '3. c\n4. d',
    ],
    [
      'indents what hangs below an item',
      [element('bulletList', {}, item(paragraph('a'), element('bulletList', {}, item(paragraph('b')))))],
      '- a\n\n  - b',
    ],
    ['quotes', [element('blockquote', {}, paragraph('x'), paragraph('y'))], '> x\n>\n> y'],
    [
      'fences code longer than what it holds',
      [element('codeBlock', { language: 'sh' }, text('echo ```'))],
      '````sh\necho ```\n````',
    ],
    ['breaks a line', [element('paragraph', {}, text('a'), element('hardBreak', {}), text('b'))], 'a\\\nb'],
    ['rules', [element('horizontalRule', {})], '---'],
    [
      'links',
      [paragraph(['log', { link: { href: 'https://example.com/a b' } }])],
      '[log](<https://example.com/a%20b>)',
    ],
    [
      'keeps the words of a link that leads nowhere safe',
      [paragraph(['log', { link: { href: 'javascript:alert(1)' } }])],
      'log',
    ],
    ['shows code as it is', [paragraph(['a`b*c', { code: {} }])], '``a`b*c``'],
    ['drops nothing that it does not know', [element('callout', {}, paragraph('kept'))], 'kept'],
    [
      'takes text for text',
      [paragraph('*a* [b](c) <i> `d` | e_f _g_')],
      '\\*a\\* \\[b\\](c) \\<i\\> \\`d\\` \\| e_f \\_g\\_',
    ],
    [
      'takes text for text at the start of a line',
      [paragraph('# a'), paragraph('1. b'), paragraph('- c'), paragraph('+ d')],
      '\\# a\n\n1\\. b\n\n\\- c\n\n\\+ d',
    ],
  ])('%s', (_, nodes, expected) => {
    expect(markdownOf(...nodes)).toBe(expected);
  });
});
