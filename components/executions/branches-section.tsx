'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ExecutionDetail } from '@/lib/executions/execution';

const CallBranches = dynamic(
  () => import('@/components/executions/call-branches').then((module) => module.CallBranches),
  { ssr: false, loading: () => <SkeletonRows rows={2} label="Reading the branches from XEM" /> },
);

/** Where the chat can be taken up again from before the call. XEM is asked only when somebody wants to know. */
export function BranchesSection({ execution }: { execution: ExecutionDetail }) {
  const { executionId, chatId, branchId } = execution;
  const [isOpen, setOpen] = useState(false);
  if (chatId === null) return null;
  return (
    <Section
      title="Chat branches"
      status={
        isOpen ? null : (
          <Button size="small" className="ml-auto" onClick={() => setOpen(true)}>
            Show
          </Button>
        )
      }
    >
      {isOpen ? (
        <CallBranches executionId={executionId} branchId={branchId} />
      ) : (
        <p className="py-2 text-ink-3">Read from XEM when you ask for them.</p>
      )}
    </Section>
  );
}
