import type * as Y from 'yjs';
import { z } from 'zod';
import { codeSpan, escapeMarkdown } from '@/lib/postmortem/markdown/escape-markdown';

const pieceSchema = z.object({
  insert: z.string().catch(''),
  attributes: z.record(z.string(), z.unknown()).catch({}),
});

/** Text with its marks. Marks that Markdown lacks (underline) leave the words. */
export function serializeText(text: Y.XmlText): string {
  return z.array(pieceSchema).parse(text.toDelta()).map(piece).join('');
}

function piece({ insert, attributes }: z.infer<typeof pieceSchema>): string {
  if (insert === '') return '';
  const marks = new Map(
    Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== false)
      // Overlapping marks of one kind carry a suffix.
      .map(([name, value]) => [name.split('--')[0] ?? name, value] as const),
  );
  // A mark must touch its word, so blanks at the ends stay outside.
  const [, before = '', words = '', after = ''] = insert.match(/^(\s*)([\s\S]*?)(\s*)$/) ?? [];
  if (words === '') return insert;
  let markdown = marks.has('code') ? codeSpan(words) : escapeMarkdown(words).replaceAll('\n', '\\\n');
  if (marks.has('strike')) markdown = `~~${markdown}~~`;
  if (marks.has('italic')) markdown = `*${markdown}*`;
  if (marks.has('bold')) markdown = `**${markdown}**`;
  const href = safeHref(marks.get('link'));
  if (href !== null) markdown = `[${markdown}](<${href}>)`;
  return `${before}${markdown}${after}`;
}

/** Only what leads somewhere; anything else keeps its words and loses its link. */
function safeHref(link: unknown): string | null {
  const parsed = z.object({ href: z.string() }).safeParse(link);
  if (!parsed.success || !/^(https?:|mailto:)/i.test(parsed.data.href)) return null;
  return parsed.data.href.replace(/[<>\\\s]/g, encodeURIComponent);
}
