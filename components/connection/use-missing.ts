'use client';

import { useQuery } from '@tanstack/react-query';
import { capabilities } from '@/lib/connection/queries';

/** Why this way to XEM can't do an operation at all; null where it can, or as long as nobody knows. */
export function useMissing(operation: string): string | null {
  const { data } = useQuery(capabilities());
  return data?.missing.find((it) => it.operation === operation)?.why ?? null;
}
