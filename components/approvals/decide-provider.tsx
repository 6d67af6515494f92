'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useState } from 'react';
import type { Decision } from '@/lib/approvals/decision';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

const DecideDialog = dynamic(
  () => import('@/components/approvals/decide-dialog').then((module) => module.DecideDialog),
  { ssr: false },
);

type Deciding = { approval: ApprovalItem; decision: Decision };

const DecideContext = createContext<((deciding: Deciding) => void) | null>(null);

/**
 * Keeps the dialog that decides. It stands around the list and not in a row: a row goes when somebody else decides, and
 * the dialog has to stay and say so.
 */
export function DecideProvider({ children }: { children: ReactNode }) {
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <DecideContext value={setDeciding}>
      {children}
      {deciding ? <DecideDialog {...deciding} onClose={() => setDeciding(null)} /> : null}
    </DecideContext>
  );
}

export function useDecide(): (deciding: Deciding) => void {
  const decide = use(DecideContext);
  if (!decide) throw new Error('DecideProvider is missing above this component');
  return decide;
}
