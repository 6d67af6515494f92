'use client';

import { useState } from 'react';
import { GuestPreviewLink } from '@/components/share-links/guest-preview-links';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { profileMeanings, profileNames, type RedactionProfile, redactionProfiles } from '@/lib/share/profile';
import {
  defaultShareDays,
  longestShareDays,
  shareModeMeanings,
  shareModeNames,
  shareModes,
} from '@/lib/share/share-link';

export type IssueShareFieldsProps = { incidentRef: string; errors: Record<string, string> };

export function IssueShareFields({ incidentRef, errors }: IssueShareFieldsProps) {
  const [profile, setProfile] = useState<RedactionProfile>('public');
  return (
    <>
      <Field
        label="For whom"
        name="label"
        isRequired
        error={errors.label}
        hint="So that the right one is revoked later."
      >
        <Input autoComplete="off" placeholder="Customer support" />
      </Field>
      <RadioCards
        legend="What it tells"
        name="profile"
        value={profile}
        onChange={setProfile}
        options={redactionProfiles.map((value) => ({
          value,
          label: profileNames[value],
          detail: profileMeanings[value],
        }))}
      />
      <p className="-mt-2 text-ink-3 text-small">
        Never arguments, output or secrets. See it as a guest before you issue it:{' '}
        <GuestPreviewLink incidentRef={incidentRef} profile={profile} />
      </p>
      <RadioCards
        legend="When"
        name="mode"
        defaultValue="live"
        options={shareModes.map((value) => ({
          value,
          label: shareModeNames[value],
          detail: shareModeMeanings[value],
        }))}
      />
      <Field
        label="Works for, in days"
        name="expiresInDays"
        isRequired
        error={errors.expiresInDays}
        hint={`Up to ${longestShareDays}.`}
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={longestShareDays}
          defaultValue={defaultShareDays}
          className="max-w-28"
        />
      </Field>
    </>
  );
}
