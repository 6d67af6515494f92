/** Text that reads as itself in CommonMark, wherever in a line it stands. */
export function escapeMarkdown(text: string): string {
  // An underscore within a word is only an underscore, and tool names are full of them.
  return text.replace(/[\\`*[\]<>~|&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

/** What would begin a heading, a list, a quote or a rule at the start of a line. Give it escaped text. */
export function escapeLineStart(text: string): string {
  return text.replace(/^(\s*)([#+=-]|\d+(?=[.)]))/gm, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}

/** A code span around any text; longer fences where it holds backticks itself. */
export function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const padding = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
  return `${fence}${padding}${text.replaceAll('\n', ' ')}${padding}${fence}`;
}

/** A table cell: one line, and no bar that would end it. */
export function tableCell(markdown: string): string {
  return markdown.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}
