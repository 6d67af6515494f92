import * as Y from 'yjs';
import { type Section, sections } from '@/lib/postmortem/postmortem';

/**
 * The shared document: one fragment a section, and a map that remembers what was drafted. A section is still a draft
 * while its text is what was drafted, so that no flag can be forgotten or go wrong.
 */
export type Block = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] };

export const sectionFragment = (document: Y.Doc, section: Section): Y.XmlFragment =>
  document.getXmlFragment(section);

const draftsOf = (document: Y.Doc): Y.Map<string> => document.getMap<string>('drafts');

export type SectionState = { section: Section; isEmpty: boolean; isDraft: boolean };

export function sectionStates(document: Y.Doc): SectionState[] {
  return sections.map((section) => {
    const text = sectionText(document, section);
    return {
      section,
      isEmpty: text === '',
      isDraft: text !== '' && draftsOf(document).get(section) === text,
    };
  });
}

/** Writes a first text into empty sections and remembers it as drafted; what somebody wrote is left alone. */
export function draftSections(document: Y.Doc, drafts: Record<Section, Block[]>): void {
  document.transact(() => {
    for (const section of sections) {
      if (sectionText(document, section) !== '') continue;
      replaceSection(document, section, drafts[section]);
      draftsOf(document).set(section, sectionText(document, section));
    }
  });
}

/** A person stands by a drafted text as it is. */
export function keepDraft(document: Y.Doc, section: Section): void {
  draftsOf(document).delete(section);
}

export function replaceSection(document: Y.Doc, section: Section, blocks: Block[]): void {
  const fragment = sectionFragment(document, section);
  document.transact(() => {
    fragment.delete(0, fragment.length);
    fragment.insert(0, blocks.map(toElement));
  });
}

function toElement(block: Block): Y.XmlElement {
  if (block.kind === 'paragraph') return paragraph(block.text);
  const list = new Y.XmlElement('bulletList');
  list.insert(
    0,
    block.items.map((item) => {
      const element = new Y.XmlElement('listItem');
      element.insert(0, [paragraph(item)]);
      return element;
    }),
  );
  return list;
}

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** Paragraphs are parted by an empty line; a run of lines that begin with `- ` is a list. */
export function parseBlocks(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const lines = part.split('\n').map((line) => line.trim());
      if (lines.every((line) => line.startsWith('- '))) {
        return { kind: 'list', items: lines.map((line) => line.slice(2).trim()) };
      }
      return { kind: 'paragraph', text: lines.join(' ') };
    });
}

/** The words alone, a line a block. */
function sectionText(document: Y.Doc, section: Section): string {
  return linesOf(sectionFragment(document, section)).join('\n').trim();
}

type Node = Y.XmlFragment | Y.XmlElement;

function linesOf(node: Node): string[] {
  const children = node.toArray();
  if (!children.some((child) => child instanceof Y.XmlElement)) return [children.map(wordsOf).join('')];
  return children.flatMap((child) => (child instanceof Y.XmlElement ? linesOf(child) : [wordsOf(child)]));
}

function wordsOf(child: unknown): string {
  if (!(child instanceof Y.XmlText)) return '';
  const delta: { insert?: unknown }[] = child.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
