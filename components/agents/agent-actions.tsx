'use client';

import { Button } from '@/components/ui/button';
import type { Agent } from '@/lib/agents/agent';

type AgentActionsProps = {
  agent: Agent;
  onDeclare?: ((agent: Agent) => void) | undefined;
  onStop?: ((agent: Agent) => void) | undefined;
  size?: 'medium' | 'touch';
};

/** What can be done about an agent; the page that shows it says how. */
export function AgentActions({ agent, onDeclare, onStop, size = 'medium' }: AgentActionsProps) {
  return (
    <>
      {onDeclare ? (
        <Button size={size} onClick={() => onDeclare(agent)}>
          Declare
        </Button>
      ) : null}
      {onStop ? (
        <Button size={size} variant="danger" onClick={() => onStop(agent)}>
          Stop…
        </Button>
      ) : null}
    </>
  );
}
