import Link from 'next/link';
import { BranchList } from '@/components/remediation/branch-list';
import { StepRow } from '@/components/remediation/step-row';
import { reachTones } from '@/components/remediation/step-status';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { CopyBlock } from '@/components/ui/copy-block';
import { RowList } from '@/components/ui/row-list';
import type { Remediation } from '@/lib/remediation/endpoints';
import { reachNames } from '@/lib/remediation/ladder';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';

export type RungSectionProps = {
  incidentRef: string;
  position: number;
  rung: Remediation['ladder'][number];
  steps: RemediationStep[];
  mayWrite: boolean;
  onRecord: () => void;
  onAnswer: (step: RemediationStep) => void;
};

export function RungSection({
  incidentRef,
  position,
  rung,
  steps,
  mayWrite,
  onRecord,
  onAnswer,
}: RungSectionProps) {
  const titleId = `rung-${rung.rung}`;
  return (
    <li aria-labelledby={titleId} className="grid min-w-0 grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="inline-grid size-6 place-items-center rounded-full border border-line-strong text-ink-3 text-small tabular-nums"
      >
        {position}
      </span>
      <div className="min-w-0">
        <header className="flex min-h-6 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 id={titleId} className="font-semibold">
            {rung.title}
          </h2>
          <Chip tone={reachTones[rung.reach]} {...(reachTones[rung.reach] === 'neutral' && { glyph: null })}>
            {reachNames[rung.reach]}
          </Chip>
          {mayWrite ? (
            <Button size="small" className="ml-auto" onClick={onRecord}>
              Record a step<span className="sr-only">: {rung.title}</span>
            </Button>
          ) : null}
        </header>
        <p className="mt-0.5 max-w-prose text-ink-2">{rung.purpose}</p>
        <p className="max-w-prose text-ink-3 text-small">{rung.cost}</p>
        {steps.length > 0 ? (
          <RowList className="mt-2 border-t">
            {steps.map((step) => (
              <StepRow key={step.stepId} step={step} mayWrite={mayWrite} onAnswer={() => onAnswer(step)} />
            ))}
          </RowList>
        ) : null}
        {rung.rung === 'inspect_branch' ? <BranchList incidentRef={incidentRef} /> : null}
        {rung.places.length > 0 ? (
          <p className="mt-1 flex flex-wrap gap-x-4 text-small">
            {rung.places.map(({ label, href }) => (
              <Link key={href} href={href} className="wrap-anywhere text-accent hover:underline">
                {label}
              </Link>
            ))}
          </p>
        ) : null}
        <Commands rung={rung} />
      </div>
    </li>
  );
}

function Commands({ rung }: { rung: RungSectionProps['rung'] }) {
  const { commands } = rung;
  if (commands.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="w-fit py-1 text-ink-2 text-small hover:text-ink">
        {commands.length === 1 ? '1 command' : `${commands.length} commands`} to copy
        <span className="sr-only"> for {rung.title}</span>
      </summary>
      <ul className="mt-1.5 grid gap-2">
        {commands.map(({ label, command }) => (
          <li key={command} className="min-w-0">
            <p className="wrap-anywhere mb-0.5 text-ink-3 text-small">{label}</p>
            <CopyBlock text={command} label={label} />
          </li>
        ))}
      </ul>
    </details>
  );
}
