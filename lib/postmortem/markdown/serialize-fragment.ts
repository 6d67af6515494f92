import * as Y from 'yjs';
import { escapeLineStart } from '@/lib/postmortem/markdown/escape-markdown';
import { serializeText } from '@/lib/postmortem/markdown/serialize-text';

/** The document has the first level, its sections the second. */
const firstHeadingLevel = 3;

/** The Markdown of a section. A node that has no form in Markdown gives its content; nothing is dropped. */
export function serializeFragment(fragment: Y.XmlFragment): string {
  return blocksOf(fragment).join('\n\n');
}

function blocksOf(node: Y.XmlFragment): string[] {
  return node
    .toArray()
    .map((child) => (child instanceof Y.XmlElement ? block(child) : lineOf([child])))
    .filter((text) => text !== '');
}

function block(element: Y.XmlElement): string {
  switch (element.nodeName) {
    case 'heading':
      return `${'#'.repeat(Math.min(6, Math.max(firstHeadingLevel, levelOf(element) + 1)))} ${lineOf(element.toArray())}`;
    case 'paragraph':
      return escapeLineStart(lineOf(element.toArray()));
    case 'bulletList':
      return list(element, () => '- ');
    case 'orderedList': {
      const start = numberOf(element.getAttribute('start')) ?? 1;
      return list(element, (index) => `${start + index}. `);
    }
    case 'blockquote':
      return prefixed(blocksOf(element).join('\n\n'), '> ');
    case 'codeBlock':
      return codeBlock(element);
    case 'horizontalRule':
      return '---';
    default:
      return element.toArray().some((child) => child instanceof Y.XmlElement)
        ? blocksOf(element).join('\n\n')
        : escapeLineStart(lineOf(element.toArray()));
  }
}

function list(element: Y.XmlElement, bullet: (index: number) => string): string {
  return element
    .toArray()
    .filter((item) => item instanceof Y.XmlElement)
    .map((item, index) => {
      const mark = bullet(index);
      return `${mark}${indented(blocksOf(item).join('\n\n'), mark.length)}`;
    })
    .join('\n');
}

function codeBlock(element: Y.XmlElement): string {
  const text = element
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? child.toDelta().map(insertOf).join('') : ''))
    .join('');
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...runs.map((run) => run.length))));
  const language = String(element.getAttribute('language') ?? '').replace(/[^\w+#.-]/g, '');
  return `${fence}${language}\n${text}\n${fence}`;
}

const insertOf = ({ insert }: { insert?: unknown }): string => (typeof insert === 'string' ? insert : '');

function lineOf(children: ReturnType<Y.XmlFragment['toArray']>): string {
  return children
    .map((child) => {
      if (child instanceof Y.XmlText) return serializeText(child);
      if (!(child instanceof Y.XmlElement)) return '';
      return child.nodeName === 'hardBreak' ? '\\\n' : lineOf(child.toArray());
    })
    .join('');
}

const levelOf = (element: Y.XmlElement): number => numberOf(element.getAttribute('level')) ?? 1;

/** Tiptap keeps numbers as numbers, though Yjs types every attribute as a string. */
function numberOf(value: unknown): number | null {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : null;
}

const indented = (text: string, width: number): string => text.replace(/\n(?=.)/g, `\n${' '.repeat(width)}`);

const prefixed = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n');
