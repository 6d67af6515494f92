import '@/app/globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { inter, interMore, jetbrainsMono } from '@/components/shell/fonts';
import { Providers } from '@/components/shell/providers';
import { parseTheme } from '@/components/shell/theme-name';
import { preferenceCookies } from '@/components/ui/preferences';

export const metadata: Metadata = { title: { default: 'Holdfast', template: '%s · Holdfast' } };

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#111110' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const theme = parseTheme(jar.get(preferenceCookies.theme)?.value);
  return (
    <html
      lang="en"
      // From the cookie, so the first paint is already in the theme that was set. Without it the system decides in CSS.
      data-theme={theme === 'system' ? undefined : theme}
      className={`${inter.variable} ${interMore.variable} ${jetbrainsMono.variable}`}
    >
      <body>
        <script async src="/early-press.js" nonce={asked.get('x-nonce') ?? undefined} />
        <Providers
          timeMode={jar.get(preferenceCookies.times)?.value === 'local' ? 'local' : 'utc'}
          knownZone={knownZone(jar.get(preferenceCookies.zone)?.value)}
          renderedAt={Date.now()}
        >
          {children}
        </Providers>
      </body>
    </html>
  );
}

/** A cookie is the visitor's to write; a zone this server can't tell time in would break every page. */
function knownZone(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone && value;
  } catch {
    return undefined;
  }
}
