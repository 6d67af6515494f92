'use client';

import { useRouter } from 'next/navigation';
import { useCommands } from '@/components/shell/commands';

export type Destination = { href: string; label: string; keys: string | undefined };

/** Puts the places of the sidebar into the palette, with their keys. */
export function NavCommands({ destinations }: { destinations: readonly Destination[] }) {
  const router = useRouter();
  useCommands(
    destinations.map(({ href, label, keys }) => ({
      id: `go ${href}`,
      label,
      group: 'Go to',
      keywords: ['go', 'open'],
      ...(keys === undefined ? {} : { keys }),
      run: () => router.push(href),
    })),
  );
  return null;
}
