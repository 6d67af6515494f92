'use client';

import { Button } from '@/components/ui/button';
import type { ExecutionSummary } from '@/lib/executions/execution';

type ExecutionActionsProps = {
  execution: ExecutionSummary;
  onDeclare?: ((execution: ExecutionSummary) => void) | undefined;
  onStop?: ((execution: ExecutionSummary) => void) | undefined;
  size?: 'medium' | 'touch';
};

/** What can be done about an execution; the page that shows it says how. */
export function ExecutionActions({ execution, onDeclare, onStop, size = 'medium' }: ExecutionActionsProps) {
  return (
    <>
      {onDeclare ? (
        <Button size={size} onClick={() => onDeclare(execution)}>
          Declare
        </Button>
      ) : null}
      {onStop ? (
        <Button size={size} variant="danger" onClick={() => onStop(execution)}>
          Stop…
        </Button>
      ) : null}
    </>
  );
}
