'use client';

import { useQuery } from '@tanstack/react-query';
import { health } from '@/lib/mirror/queries';
import type { SourceName } from '@/lib/mirror/source';

/** Whether one of these sources has missed a reading: what is drawn from it is dimmed then, and after three says why. */
export function useIsBehind(sources: readonly SourceName[]): boolean {
  const { data = false } = useQuery({
    ...health(),
    select: (read) =>
      read.sources.some(
        ({ source, state }) => sources.includes(source) && state !== 'fresh' && state !== 'unavailable',
      ),
  });
  return data;
}
