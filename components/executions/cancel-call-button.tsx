'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { CancelCallDialogProps } from '@/components/executions/cancel-call-dialog';
import { Button, type ButtonProps } from '@/components/ui/button';

const CancelCallDialog = dynamic(
  () => import('@/components/executions/cancel-call-dialog').then((module) => module.CancelCallDialog),
  { ssr: false },
);

type CancelCallButtonProps = Omit<CancelCallDialogProps, 'onClose'> & Pick<ButtonProps, 'size'>;

/** Cancels one call, after a dialog. */
export function CancelCallButton({ size, ...call }: CancelCallButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        aria-label={`Cancel ${call.toolName ?? call.invocationId}`}
        onClick={() => setOpen(true)}
      >
        Cancel…
      </Button>
      {isOpen ? <CancelCallDialog {...call} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
