'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';

const ConfirmBox = dynamic(() => import('@/components/ui/confirm-box').then((module) => module.ConfirmBox), {
  ssr: false,
});

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** What will happen, and what can't be undone. */
  description: ReactNode;
  /** Says what the button does: 'Revoke link', never 'OK'. */
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** The name to type before it goes ahead, for what is wide or can't be undone. */
  typedName?: string;
  isBusy?: boolean;
  /** What went wrong with the last try; the dialog stays open. */
  error?: ReactNode;
  /** Receives the form, with the fields given as children. Closing is the caller's. */
  onConfirm: (form: FormData) => void;
  children?: ReactNode;
};

/** Asks before something that matters. The focus starts on Cancel, or on the name to type. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.isOpen ? <ConfirmBox {...props} /> : null;
}
