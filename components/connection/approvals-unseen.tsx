'use client';

import { useMissing } from '@/components/connection/use-missing';

/** Says that a count of approvals is none, where this way to XEM shows no approvals at all. */
export function ApprovalsUnseen({ className }: { className?: string }) {
  const why = useMissing('listApprovals');
  if (why === null) return null;
  return (
    <p className={`text-draining text-small ${className ?? ''}`}>Approvals cannot be seen here. {why}</p>
  );
}
