'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { RungSection } from '@/components/remediation/rung-section';
import type { StepDraft } from '@/components/remediation/step-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { isAppError } from '@/lib/errors';
import { incidentRemediation } from '@/lib/remediation/queries';

const StepDialog = dynamic(
  () => import('@/components/remediation/step-dialog').then((module) => module.StepDialog),
  { ssr: false },
);

export type RemediationPanelProps = { incidentRef: string; mayWrite: boolean };

/** The ladder from cheapest to most invasive, with what was done on each rung. */
export function RemediationPanel({ incidentRef, mayWrite }: RemediationPanelProps) {
  const { data, error, refetch, isFetching } = useQuery(incidentRemediation(incidentRef));
  const [draft, setDraft] = useState<StepDraft | null>(null);

  if (!data && error) {
    return (
      <ErrorState
        title="The remediation could not be read."
        detail={isAppError(error) ? error.userMessage : undefined}
        requestId={isAppError(error) ? String(error.details.requestId ?? '') || undefined : undefined}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  if (!data) return <SkeletonRows rows={8} label="Reading the remediation" />;

  return (
    <>
      <p className="mb-4 max-w-prose text-ink-2">
        From the cheapest to the most invasive. Take the lowest rung that undoes the damage, and record why it
        was needed and what came of it.
      </p>
      <ol className="grid gap-section">
        {data.ladder.map((rung, index) => (
          <RungSection
            key={rung.rung}
            incidentRef={incidentRef}
            position={index + 1}
            rung={rung}
            steps={data.steps.filter((step) => step.rung === rung.rung)}
            mayWrite={mayWrite}
            onRecord={() => setDraft({ rung: rung.rung, step: null })}
            onAnswer={(step) => setDraft({ rung: rung.rung, step })}
          />
        ))}
      </ol>
      <StepDialog incidentRef={incidentRef} draft={draft} onClose={() => setDraft(null)} />
    </>
  );
}
