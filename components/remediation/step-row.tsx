import { stepTones } from '@/components/remediation/step-status';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { stepStatusNames } from '@/lib/remediation/remediation';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';

type StepRowProps = { step: RemediationStep; mayWrite: boolean; onAnswer: () => void };

export function StepRow({ step, mayWrite, onAnswer }: StepRowProps) {
  return (
    <Row className="items-start sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]">
      <Chip {...stepTones[step.status]}>{stepStatusNames[step.status]}</Chip>
      <div className="wrap-anywhere min-w-0">
        <p className="font-medium">{step.what}</p>
        <p className="text-ink-2">
          <span className="text-ink-3">Why </span>
          {step.why}
        </p>
        {step.result ? (
          <p className="whitespace-pre-wrap text-ink-2">
            <span className="text-ink-3">Result </span>
            {step.result}
          </p>
        ) : null}
        <p className="text-ink-3 text-small">
          {step.createdByName}, <TimeText at={step.createdAt} precision="minute" />
        </p>
      </div>
      {mayWrite ? (
        <Button
          size="small"
          variant={step.status === 'planned' ? 'default' : 'ghost'}
          className="justify-self-start"
          onClick={onAnswer}
        >
          {step.status === 'planned' ? 'Say how it went' : 'Change'}
          <span className="sr-only">: {step.what}</span>
        </Button>
      ) : null}
    </Row>
  );
}
