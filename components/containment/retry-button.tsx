'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { containmentOf } from '@/lib/containment/queries';
import { callLater } from '@/lib/http/call-later';

export type RetryButtonProps = {
  incidentRef: string;
  holdId: string;
  /** Only this scope; all that have not followed when absent. */
  scopeId?: string;
  children: string;
};

/** Asks XEM again at once, because a person says so. */
export function RetryButton({ incidentRef, holdId, scopeId, children }: RetryButtonProps) {
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      callLater(async () => (await import('@/lib/containment/endpoints')).retryHoldEndpoint, {
        incidentRef,
        holdId,
        ...(scopeId !== undefined && { scopeId }),
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: containmentOf(incidentRef).queryKey }),
  });
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Button
        size="small"
        isBusy={retry.isPending}
        onClick={() => retry.mutate()}
        className="pointer-coarse:h-control-touch"
      >
        {children}
      </Button>
      <span role="alert" className="text-danger text-small">
        {retry.error?.message}
      </span>
    </span>
  );
}
