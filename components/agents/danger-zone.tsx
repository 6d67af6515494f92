'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { agentConsequences } from '@/components/agents/agent-consequences';
import { CapabilityNote } from '@/components/connection/capability-note';
import { ActionHistory } from '@/components/credentials/action-history';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import type { AgentDetail } from '@/lib/agents/agent';
import { hasRole, type Role, roleNames } from '@/lib/auth/role';
import { kindFacts } from '@/lib/credentials/credential-action';

const ActionDialog = dynamic(
  () => import('@/components/credentials/action-dialog').then((module) => module.ActionDialog),
  { ssr: false },
);

const kinds = ['rotate_agent_keys', 'revoke_agent_credentials', 'delete_agent'] as const;
type Kind = (typeof kinds)[number];

const purposes: Record<Kind, string> = {
  rotate_agent_keys: 'When its own pair of keys may have leaked. It keeps working under new ones.',
  revoke_agent_credentials: 'When the agent cannot be trusted. It stays listed and has to be enrolled anew.',
  delete_agent: 'When it must never work again under this id. It is gone from XEM for good.',
};

/** What cuts deepest, from the mildest to the last resort, and what was done of it before. */
export function DangerZone({ agent, role }: { agent: AgentDetail; role: Role }) {
  const [kind, setKind] = useState<Kind | null>(null);
  const isGone = agent.goneAt !== null;
  return (
    <Section title="Danger zone" id="danger">
      <CapabilityNote
        operation="revokeCredentials"
        title="Not all of this can be done this way."
        className="mt-2"
      />
      <ul>
        {kinds.map((it) => {
          const { label, role: needed } = kindFacts[it];
          const mayNot = !hasRole(role, needed);
          return (
            <li key={it} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 border-b py-2.5">
              <span className="min-w-0">
                <span className="font-medium">{label}</span>
                <span className="block text-ink-2 text-small">{purposes[it]}</span>
                {mayNot ? (
                  <span className="block text-ink-3 text-small">Needs the role {roleNames[needed]}.</span>
                ) : null}
              </span>
              <Button
                onClick={() => setKind(it)}
                disabled={mayNot || isGone}
                aria-label={`${label} of ${agent.name}`}
                className="pointer-coarse:h-control-touch"
              >
                {it === 'delete_agent' ? 'Delete…' : it === 'rotate_agent_keys' ? 'Rotate…' : 'Revoke…'}
              </Button>
            </li>
          );
        })}
      </ul>
      {isGone ? <p className="pt-2 text-ink-3 text-small">XEM no longer lists this agent.</p> : null}
      <ActionHistory subjectId={agent.agentId} />
      {kind ? (
        <ActionDialog
          kind={kind}
          subjectId={agent.agentId}
          subjectName={agent.name}
          consequences={agentConsequences(kind, agent)}
          incidentRef={agent.holds[0]?.incidentRef ?? null}
          onClose={() => setKind(null)}
        />
      ) : null}
    </Section>
  );
}
