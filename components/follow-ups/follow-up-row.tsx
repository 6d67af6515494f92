'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { cn } from '@/components/ui/cn';
import { Row } from '@/components/ui/row-list';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import { isAppError } from '@/lib/errors';
import { updateFollowUpEndpoint } from '@/lib/follow-ups/endpoints';
import { type FollowUp, type FollowUpStatus, followUpKindNames } from '@/lib/follow-ups/follow-up';
import { incidentFollowUps } from '@/lib/follow-ups/queries';
import { callApi } from '@/lib/http/api-client';

const tones: Record<FollowUpStatus, { tone: Tone; glyph: Glyph }> = {
  open: { tone: 'accent', glyph: 'ring' },
  done: { tone: 'ok', glyph: 'check' },
  dropped: { tone: 'stale', glyph: 'dash' },
};

type FollowUpRowProps = { incidentRef: string; followUp: FollowUp; mayWrite: boolean; onChange: () => void };

export function FollowUpRow({ incidentRef, followUp, mayWrite, onChange }: FollowUpRowProps) {
  const { title, kind, ownerName, dueAt, status } = followUp;
  return (
    <Row className="grid-cols-[5.5rem_minmax(0,1fr)] items-start sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]">
      <Chip {...tones[status]}>{status}</Chip>
      <div className="wrap-anywhere min-w-0">
        <p className={cn(status !== 'open' && 'text-ink-2')}>{title}</p>
        <p className="text-ink-3 text-small">
          {[
            followUpKindNames[kind],
            ownerName ?? 'nobody yet',
            dueAt ? `due ${dueAt.slice(0, 10)}` : 'no due date',
          ].join(', ')}
        </p>
      </div>
      {mayWrite ? (
        <div className="flex flex-wrap gap-1 max-sm:col-start-2 print:hidden">
          {status === 'open' ? <Close incidentRef={incidentRef} followUp={followUp} /> : null}
          <Button size="small" variant="ghost" onClick={onChange}>
            Change<span className="sr-only">: {title}</span>
          </Button>
        </div>
      ) : null}
    </Row>
  );
}

function Close({
  incidentRef,
  followUp: { followUpId, title },
}: {
  incidentRef: string;
  followUp: FollowUp;
}) {
  const queryClient = useQueryClient();
  const close = useMutation({
    mutationFn: () => callApi(updateFollowUpEndpoint, { incidentRef, followUpId, status: 'done' }),
    onSettled: () => queryClient.invalidateQueries(incidentFollowUps(incidentRef)),
  });
  return (
    <>
      <Button size="small" isBusy={close.isPending} onClick={() => close.mutate()}>
        Done<span className="sr-only">: {title}</span>
      </Button>
      <span role="alert" className="text-danger text-small">
        {close.error ? (isAppError(close.error) ? close.error.userMessage : 'Not saved.') : null}
      </span>
    </>
  );
}
