import type { ReactNode } from 'react';
import { documentStyle } from '@/components/share/document-style';

/** A page without script, without anything loaded, that search engines leave alone. */
export function DocumentFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style>{documentStyle}</style>
      </head>
      <body>{children}</body>
    </html>
  );
}
