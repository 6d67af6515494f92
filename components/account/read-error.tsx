'use client';

import { ErrorState } from '@/components/ui/error-state';
import { isAppError } from '@/lib/errors';

type Read = { error: unknown; refetch: () => unknown; isFetching: boolean };

/** Stands where a list would be that could not be read. */
export function ReadError({ title, read: { error, refetch, isFetching } }: { title: string; read: Read }) {
  const known = isAppError(error) ? error : null;
  const requestId = known?.details.requestId;
  return (
    <ErrorState
      title={title}
      detail={known?.userMessage}
      requestId={typeof requestId === 'string' ? requestId : undefined}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    />
  );
}
