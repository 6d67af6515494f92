'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { IdText } from '@/components/ui/id-text';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { isAppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { declareIncidentEndpoint } from '@/lib/incidents/endpoints';
import { declareIncidentInput } from '@/lib/incidents/inputs';
import { severities, severityMeanings, severityNames } from '@/lib/incidents/severity';
import { subjectKindNames } from '@/lib/incidents/subject';
import type { SubjectRef } from '@/lib/incidents/subject-schema';

export type DeclareDraft = { title?: string; subjects?: SubjectRef[] };

export type DeclareDialogProps = {
  /** What is known already; null keeps the dialog closed. */
  draft: DeclareDraft | null;
  onClose: () => void;
};

/** One required field. From an execution, approval or agent it opens filled in, with that object attached. */
export function DeclareDialog({ draft, onClose }: DeclareDialogProps) {
  return (
    <Dialog isOpen={draft !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title="Declare an incident"
        description="You become its commander. Nothing is stopped yet."
        width="small"
      >
        {draft ? <DeclareForm draft={draft} onDeclared={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function DeclareForm({ draft, onDeclared }: { draft: DeclareDraft; onDeclared: () => void }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  // Made once a dialog, so that a second press, or a press after a lost answer, declares nothing new.
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const [titleError, setTitleError] = useState<string>();
  const subjects = draft.subjects ?? [];

  const declare = useMutation({
    mutationFn: (input: { title: string; severity: string }) =>
      callApi(declareIncidentEndpoint, declareIncidentInput.parse({ ...input, subjects }), {
        idempotencyKey,
      }),
    onSuccess: ({ incident }) => {
      void queryClient.invalidateQueries({ queryKey: ['incidents', 'list'] });
      onDeclared();
      router.push(`/incidents/${incident.incidentRef}`);
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title')).trim();
    setTitleError(title === '' ? 'Say in a few words what went wrong.' : undefined);
    if (title !== '') declare.mutate({ title, severity: String(form.get('severity')) });
  };

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        <Field label="Title" name="title" isRequired error={titleError}>
          <Input
            defaultValue={draft.title}
            maxLength={200}
            autoComplete="off"
            placeholder="openstack_server_delete without approval on billing"
          />
        </Field>
        <Field label="Severity" name="severity" isRequired hint="Can be rated later; nothing waits for it.">
          <Select defaultValue="pending">
            {severities.map((severity) => (
              <option key={severity} value={severity}>
                {severityNames[severity]}: {severityMeanings[severity]}
              </option>
            ))}
          </Select>
        </Field>
        {subjects.length > 0 ? <Attached subjects={subjects} /> : null}
        {declare.error ? (
          <Banner tone="danger" title="Not declared.">
            {isAppError(declare.error) ? declare.error.userMessage : 'Something went wrong. Try again.'}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={declare.isPending}>
          {declare.isPending ? 'Declaring…' : 'Declare'}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Attached({ subjects }: { subjects: SubjectRef[] }) {
  return (
    <div>
      <h3 className="mb-1 text-ink-2 text-small">Attached</h3>
      <ul className="grid gap-1">
        {subjects.map(({ kind, subjectId }) => (
          <li key={`${kind} ${subjectId}`} className="flex gap-2">
            <span className="w-20 text-ink-3">{subjectKindNames[kind]}</span>
            <IdText value={subjectId} label={kind} />
          </li>
        ))}
      </ul>
    </div>
  );
}
