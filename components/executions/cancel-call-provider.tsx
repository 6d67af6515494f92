'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useState } from 'react';
import type { CancelCallDialogProps } from '@/components/executions/cancel-call-dialog';

const CancelCallDialog = dynamic(
  () => import('@/components/executions/cancel-call-dialog').then((module) => module.CancelCallDialog),
  { ssr: false },
);

/** The call that a person wants to cancel. */
export type CallToCancel = Omit<CancelCallDialogProps, 'onClose'>;

const CancelCallContext = createContext<((call: CallToCancel) => void) | null>(null);

/**
 * Keeps the dialog that cancels a call. It stands around the list and not in a row: a row goes when its call ends, and
 * what was typed and what came of it are still to be read.
 */
export function CancelCallProvider({ children }: { children: ReactNode }) {
  const [call, setCall] = useState<CallToCancel | null>(null);
  return (
    <CancelCallContext value={setCall}>
      {children}
      {call ? <CancelCallDialog {...call} onClose={() => setCall(null)} /> : null}
    </CancelCallContext>
  );
}

export function useCancelCall(): (call: CallToCancel) => void {
  const cancelCall = use(CancelCallContext);
  if (!cancelCall) throw new Error('CancelCallProvider is missing above this component');
  return cancelCall;
}
