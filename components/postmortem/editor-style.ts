/** How a section reads, while it is written and on paper. */
export const editorStyle = [
  'min-h-12 outline-none leading-relaxed [overflow-wrap:anywhere]',
  '[&_p+p]:mt-2 [&_ul]:my-1.5 [&_ul]:list-disc [&_ul]:pl-5 [&_ol]:my-1.5 [&_ol]:list-decimal [&_ol]:pl-5',
  '[&_h2]:mt-3 [&_h2]:mb-1 [&_h2]:font-semibold [&_h3]:mt-2.5 [&_h3]:mb-1 [&_h3]:font-medium',
  '[&_blockquote]:my-2 [&_blockquote]:border-line-strong [&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_blockquote]:text-ink-2',
  '[&_code]:rounded-chip [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-small',
  '[&_pre]:my-2 [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:border [&_pre]:bg-sunken [&_pre]:p-2.5',
  '[&_pre_code]:bg-transparent [&_pre_code]:p-0 [&_a]:text-accent [&_a]:underline [&_hr]:my-3',
].join(' ');
