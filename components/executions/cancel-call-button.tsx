'use client';

import { type CallToCancel, useCancelCall } from '@/components/executions/cancel-call-provider';
import { Button, type ButtonProps } from '@/components/ui/button';

type CancelCallButtonProps = CallToCancel & Pick<ButtonProps, 'size'>;

/** Cancels one call, after the dialog of the `CancelCallProvider` around it. */
export function CancelCallButton({ size, ...call }: CancelCallButtonProps) {
  const cancelCall = useCancelCall();
  return (
    <Button
      size={size}
      aria-label={`Cancel ${call.toolName ?? call.invocationId}`}
      onClick={() => cancelCall(call)}
    >
      Cancel…
    </Button>
  );
}
