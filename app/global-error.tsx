'use client';

import '@/app/globals.css';
import { Button } from '@/components/ui/button';
import { readPreference } from '@/components/ui/preferences';

/** The last net: the root layout itself failed, so this brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const theme = typeof document === 'undefined' ? undefined : readPreference('theme', document.cookie);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <title>Something went wrong · Holdfast</title>
        <main className="grid min-h-dvh place-content-center gap-3 px-gutter">
          <h1 className="font-semibold text-page">Something went wrong in the console</h1>
          <p className="max-w-prose text-ink-2">
            Holds and everything recorded are not touched by this. The API and the share pages may still
            answer.
          </p>
          {digest === undefined ? null : <p className="font-mono text-ink-3 text-small">Error {digest}</p>}
          <div>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
