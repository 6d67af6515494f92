'use client';

import { useQuery } from '@tanstack/react-query';
import { HandOverHolds } from '@/components/containment/hand-over-holds';
import { FormDialog } from '@/components/incidents/form-dialog';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Field } from '@/components/ui/field';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { Textarea } from '@/components/ui/textarea';
import { isAppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { changePhaseEndpoint } from '@/lib/incidents/endpoints';
import { changePhaseInput } from '@/lib/incidents/inputs';
import { isForward, nextPhase, type Phase, phaseNames } from '@/lib/incidents/phase';
import { phaseGapSchema } from '@/lib/incidents/phase-gaps';
import { incidentDetail } from '@/lib/incidents/queries';

/** Moves the incident to another phase. What is missing is named, and moving on without it takes a reason. */
export function PhaseDialog({ phase, onClose }: { phase: Phase; onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const { data } = useQuery(incidentDetail(incidentRef));
  const move = useIncidentChange(
    incidentRef,
    async (form: FormData) => {
      const reason = String(form.get('reason')).trim();
      const input = changePhaseInput.parse({ phase, ...(reason && { reason }) });
      return callApi(changePhaseEndpoint, { incidentRef, ...input });
    },
    onClose,
  );
  if (!data) return null;
  const refused = gapsOf(move.error);
  const gaps = refused ?? (nextPhase(data.phase) === phase ? data.gaps.map(({ gap }) => gap) : []);
  const isReopening = data.phase === 'closed';
  const needsReason = gaps.length > 0 || isReopening;
  const verb = isReopening ? 'Reopen' : phase === 'closed' ? 'Close' : null;
  return (
    <FormDialog
      title={
        verb
          ? `${verb} ${incidentRef}`
          : `Move ${isForward(data.phase, phase) ? 'on' : 'back'} to ${phaseNames[phase]}`
      }
      action={verb ?? `Move to ${phaseNames[phase]}`}
      busyAction="Moving…"
      isBusy={move.isPending}
      fault={refused ? null : formFault(move.error)}
      onSubmit={(form) => move.mutate(form)}
      onClose={onClose}
    >
      {phase === 'closed' && data.activeHoldCount > 0 ? (
        <HandOverHolds incidentRef={incidentRef} holdCount={data.activeHoldCount} />
      ) : null}
      {gaps.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Still missing</h3>
          <ul className="grid gap-1">
            {gaps.map((gap) => (
              <li key={gap} className="flex items-baseline gap-2">
                <StatusGlyph glyph="dashed-ring" className="text-draining" />
                {gap}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <Field
        label={needsReason ? 'Why move on all the same' : 'Reason'}
        name="reason"
        isRequired={needsReason}
        hint="It is kept in the log."
        error={refused && move.error ? 'Say why you move on without it.' : formErrors(move.error).reason}
      >
        <Textarea rows={2} />
      </Field>
    </FormDialog>
  );
}

function gapsOf(error: unknown): string[] | null {
  if (!isAppError(error, 'gate_incomplete')) return null;
  const parsed = phaseGapSchema.array().safeParse(error.details.gaps);
  return parsed.success ? parsed.data.map(({ gap }) => gap) : [];
}
