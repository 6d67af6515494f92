/** The look shared by everything that takes text or a choice. */
export const controlStyle =
  'w-full min-w-0 rounded-control border border-line-control bg-surface px-2.5 text-ink transition-colors ' +
  'hover:border-ink-3 disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger ' +
  'focus-visible:border-accent focus-visible:outline-offset-0';
