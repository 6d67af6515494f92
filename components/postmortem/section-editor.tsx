'use client';

import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent, useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect } from 'react';
import type * as Y from 'yjs';
import { editorStyle } from '@/components/postmortem/editor-style';
import { EditorToolbar } from '@/components/postmortem/editor-toolbar';
import { cn } from '@/components/ui/cn';
import { type Section, sectionPrompts } from '@/lib/postmortem/postmortem';

type SectionEditorProps = {
  section: Section;
  labelledBy: string;
  fragment: Y.XmlFragment;
  isEmpty: boolean;
  isDraft: boolean;
  mayWrite: boolean;
};

/** The editor of one section, bound to its fragment of the shared document. */
export function SectionEditor({
  section,
  labelledBy,
  fragment,
  isEmpty,
  isDraft,
  mayWrite,
}: SectionEditorProps) {
  const editor = useEditor({
    immediatelyRender: false,
    editable: mayWrite,
    extensions: [
      // Undo belongs to the shared document; and a document that is only opened must not change.
      StarterKit.configure({
        undoRedo: false,
        trailingNode: false,
        heading: { levels: [2, 3] },
        link: { openOnClick: false },
      }),
      Collaboration.configure({ fragment }),
    ],
    editorProps: {
      attributes: {
        class: editorStyle,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        'aria-readonly': String(!mayWrite),
      },
    },
  });
  useEffect(() => {
    editor?.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  return (
    <div
      className={cn(
        'group/editor relative mt-1.5 rounded-control border border-transparent print:border-0 print:p-0',
        mayWrite && 'border-line bg-surface px-3 py-2 focus-within:border-line-control',
        isDraft && 'border-draining-line border-dashed',
      )}
    >
      {editor && mayWrite ? <EditorToolbar editor={editor} /> : null}
      <div className="relative">
        {isEmpty ? (
          <p aria-hidden="true" className="pointer-events-none absolute inset-0 text-ink-3 print:hidden">
            {sectionPrompts[section]}
          </p>
        ) : null}
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
