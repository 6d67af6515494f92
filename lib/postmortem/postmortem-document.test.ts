import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Section, sections } from '@/lib/postmortem/postmortem';
import {
  type Block,
  draftSections,
  keepDraft,
  parseBlocks,
  replaceSection,
  sectionStates,
} from '@/lib/postmortem/postmortem-document';

const draft = (text: string): Block[] => [
  { kind: 'paragraph', text },
  { kind: 'list', items: ['a', 'b'] },
];
const drafts = Object.fromEntries(sections.map((it) => [it, draft(it)])) as Record<Section, Block[]>;
const stateOf = (document: Y.Doc, section: Section) =>
  sectionStates(document).find((it) => it.section === section);
const textIn = (document: Y.Doc, section: Section) => {
  const first = document.getXmlFragment(section).get(0) as Y.XmlElement;
  return first.get(0) as Y.XmlText;
};

describe('a drafted section', () => {
  it('is a draft until a person changes a word', () => {
    const document = new Y.Doc();
    draftSections(document, drafts);
    expect(stateOf(document, 'summary')).toEqual({ section: 'summary', isEmpty: false, isDraft: true });
    textIn(document, 'summary').insert(0, 'Really: ');
    expect(stateOf(document, 'summary')?.isDraft).toBe(false);
    expect(stateOf(document, 'impact')?.isDraft).toBe(true);
  });

  it('is no draft once a person stands by it', () => {
    const document = new Y.Doc();
    draftSections(document, drafts);
    keepDraft(document, 'impact');
    expect(stateOf(document, 'impact')).toMatchObject({ isDraft: false, isEmpty: false });
  });

  it('never takes the place of what somebody wrote', () => {
    const document = new Y.Doc();
    replaceSection(document, 'summary', parseBlocks('My own words'));
    draftSections(document, drafts);
    expect(textIn(document, 'summary').toString()).toBe('My own words');
    expect(stateOf(document, 'summary')?.isDraft).toBe(false);
  });

  it('is empty without words, however many paragraphs it has', () => {
    const document = new Y.Doc();
    replaceSection(document, 'summary', [
      { kind: 'paragraph', text: ' ' },
      { kind: 'paragraph', text: '' },
    ]);
    expect(stateOf(document, 'summary')).toMatchObject({ isEmpty: true, isDraft: false });
  });
});

describe('text from the API', () => {
  it('becomes paragraphs and lists', () => {
    expect(parseBlocks('One\nline\n\n- a\n- b\n\n\nTwo')).toEqual([
      { kind: 'paragraph', text: 'One line' },
      { kind: 'list', items: ['a', 'b'] },
      { kind: 'paragraph', text: 'Two' },
    ]);
  });
});
