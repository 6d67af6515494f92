'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { Bold, Code, Heading2, Italic, List, ListOrdered, Quote, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';

type Tool = { label: string; icon: ReactNode; isActive?: boolean; run: () => void };

const size = 14;

/** What can't be typed by everybody. Markdown works as well: `## `, `- `, `> `, **bold**. */
export function EditorToolbar({ editor }: { editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      code: current.isActive('code'),
      heading: current.isActive('heading'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
      blockquote: current.isActive('blockquote'),
    }),
  });
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    {
      label: 'Bold',
      icon: <Bold size={size} />,
      isActive: active.bold,
      run: () => chain().toggleBold().run(),
    },
    {
      label: 'Italic',
      icon: <Italic size={size} />,
      isActive: active.italic,
      run: () => chain().toggleItalic().run(),
    },
    {
      label: 'Code',
      icon: <Code size={size} />,
      isActive: active.code,
      run: () => chain().toggleCode().run(),
    },
    {
      label: 'Heading',
      icon: <Heading2 size={size} />,
      isActive: active.heading,
      run: () => chain().toggleHeading({ level: 2 }).run(),
    },
    {
      label: 'List',
      icon: <List size={size} />,
      isActive: active.bulletList,
      run: () => chain().toggleBulletList().run(),
    },
    {
      label: 'Numbered list',
      icon: <ListOrdered size={size} />,
      isActive: active.orderedList,
      run: () => chain().toggleOrderedList().run(),
    },
    {
      label: 'Quote',
      icon: <Quote size={size} />,
      isActive: active.blockquote,
      run: () => chain().toggleBlockquote().run(),
    },
    { label: 'Undo', icon: <Undo2 size={size} />, run: () => chain().undo().run() },
    { label: 'Redo', icon: <Redo2 size={size} />, run: () => chain().redo().run() },
  ];
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      // Above the text and out of its flow, so that nothing moves when it comes.
      className="absolute right-0 bottom-full z-10 mb-1 hidden gap-0.5 rounded-control border bg-surface p-0.5 shadow-raised group-focus-within/editor:flex print:hidden"
    >
      {tools.map(({ label, icon, isActive, run }) => (
        <IconButton
          key={label}
          label={label}
          size="small"
          {...(isActive === undefined ? {} : { 'aria-pressed': isActive })}
          className="aria-pressed:bg-fill aria-pressed:text-ink"
          // The selection must stay in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          {icon}
        </IconButton>
      ))}
    </div>
  );
}
