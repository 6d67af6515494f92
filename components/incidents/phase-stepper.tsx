'use client';

import { useState } from 'react';
import { PhaseDialog } from '@/components/incidents/dialogs';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Elapsed } from '@/components/ui/clocks';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/components/ui/format-duration';
import { StatusGlyph } from '@/components/ui/status-glyph';
import type { IncidentDetail } from '@/lib/incidents/incident';
import { type Phase, phaseNames, phases } from '@/lib/incidents/phase';

type Props = Pick<IncidentDetail, 'phase' | 'phaseHistory' | 'phaseEnteredAt'>;

/** Where the incident stands on its way. Each phase is a button: forward, back, or past several. */
export function PhaseStepper({ phase, phaseHistory, phaseEnteredAt }: Props) {
  const { mayCommand } = useIncidentHere();
  const [target, setTarget] = useState<Phase | null>(null);
  const reached = phases.indexOf(phase);
  return (
    <>
      <ol aria-label="Phase" className="-ml-1 flex min-w-0 items-center max-lg:hidden">
        {phases.map((step, index) => (
          <li
            key={step}
            className="flex items-center whitespace-nowrap text-small after:mx-2 after:h-px after:w-4 after:bg-line-strong last:after:hidden xl:after:w-6"
          >
            <button
              type="button"
              disabled={!mayCommand || step === phase}
              aria-current={step === phase ? 'step' : undefined}
              onClick={() => setTarget(step)}
              className={cn(
                'flex items-center gap-1.5 rounded-control px-1 py-1 enabled:hover:bg-fill',
                index < reached ? 'text-ink-2' : 'text-ink-3',
                step === phase && 'font-semibold text-ink',
              )}
            >
              <Sign state={index < reached ? 'done' : index === reached ? 'now' : 'ahead'} />
              {phaseNames[step]}
              {step !== phase && index < reached ? (
                <span className="text-ink-3 tabular-nums">{spentIn(step, phaseHistory)}</span>
              ) : null}
            </button>
            {step === phase && phase !== 'closed' ? (
              <Elapsed
                since={phaseEnteredAt}
                label={`in ${phaseNames[step]} since`}
                className="ml-1 text-ink-3"
              />
            ) : null}
          </li>
        ))}
      </ol>
      <PhaseLine phase={phase} onMove={mayCommand ? setTarget : null} />
      {target ? <PhaseDialog phase={target} onClose={() => setTarget(null)} /> : null}
    </>
  );
}

function Sign({ state }: { state: 'done' | 'now' | 'ahead' }) {
  if (state === 'done') {
    return (
      <span className="inline-grid size-3.5 place-items-center rounded-full bg-ok text-surface">
        <StatusGlyph glyph="check" className="size-2" />
      </span>
    );
  }
  return (
    <span
      aria-hidden="true"
      className={cn(
        'size-3.5 rounded-full border-[1.5px]',
        state === 'now' ? 'border-accent bg-accent inset-ring-3 inset-ring-surface' : 'border-line-strong',
      )}
    />
  );
}

/** The same on a phone: the name, a bar a phase, and a select for moving. */
function PhaseLine({ phase, onMove }: { phase: Phase; onMove: ((phase: Phase) => void) | null }) {
  const reached = phases.indexOf(phase);
  const steps = phases.slice(0, -1);
  return (
    <div className="flex flex-1 items-center gap-2 text-small lg:hidden">
      {onMove ? (
        <select
          aria-label="Phase"
          value={phase}
          onChange={(event) => {
            const chosen = phases.find((step) => step === event.target.value);
            if (chosen) onMove(chosen);
          }}
          className="min-h-8 rounded-control bg-transparent font-semibold"
        >
          {phases.map((step) => (
            <option key={step} value={step}>
              {phaseNames[step]}
            </option>
          ))}
        </select>
      ) : (
        <span className="font-semibold">{phaseNames[phase]}</span>
      )}
      <span aria-hidden="true" className="flex flex-1 gap-1">
        {steps.map((step, index) => (
          <span
            key={step}
            className={cn(
              'h-[3px] flex-1 rounded-full',
              index < reached ? 'bg-ok' : index === reached ? 'bg-accent' : 'bg-line-strong',
            )}
          />
        ))}
      </span>
      <span className="text-ink-3 tabular-nums">
        {Math.min(reached + 1, steps.length)} of {steps.length}
      </span>
    </div>
  );
}

/** How long the incident was in a phase altogether; nothing where it was skipped. */
function spentIn(phase: Phase, history: Props['phaseHistory']): string {
  const totalMs = history.reduce((sum, { phase: entered, enteredAt }, index) => {
    const left = history[index + 1]?.enteredAt;
    return entered === phase && left ? sum + Date.parse(left) - Date.parse(enteredAt) : sum;
  }, 0);
  return totalMs === 0 ? '' : formatDuration(totalMs);
}
