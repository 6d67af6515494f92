'use client';

import { useState } from 'react';
import { type StageChoice, sharesOf } from '@/components/release/read-release-form';
import { Field } from '@/components/ui/field';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import { placeText } from '@/lib/containment/hold-words';
import { planStages } from '@/lib/release/plan-stages';
import type { ReleaseReview } from '@/lib/release/release-schema';
import { needsTool, type WatchRule, watchRules } from '@/lib/release/watch-rule';

const ruleNames: Record<WatchRule, string> = {
  destructive_call: 'any destructive call',
  tool_failed: 'any failure of one tool',
  any_failure: 'any failure',
  tool_called: 'any call of one tool',
};

const windows = [0, 2, 5, 10, 15, 30, 60];

type StageFieldsProps = {
  review: ReleaseReview;
  choice: StageChoice;
  onChoice: (choice: StageChoice) => void;
  scopeId: string;
  onScope: (scopeId: string) => void;
  watchMinutes: number;
  onWatchMinutes: (minutes: number) => void;
  errors: Record<string, string>;
};

/** Who goes free when, how long each stage is watched, and what holds them again. */
export function StageFields(props: StageFieldsProps) {
  const { review, choice, onChoice, scopeId, onScope, watchMinutes, onWatchMinutes, errors } = props;
  const [rule, setRule] = useState<WatchRule>('destructive_call');
  const { targets, toolNames } = review;
  const sizes = planStages(targets, sharesOf('stages')).map(({ length }) => length);
  return (
    <div className="grid gap-3">
      {targets.length > 1 ? (
        <RadioCards<StageChoice>
          legend="How many at a time"
          name="choice"
          value={choice}
          onChange={onChoice}
          options={[
            { value: 'one', label: 'One agent', detail: 'the rest stays held' },
            { value: 'stages', label: 'In stages', detail: sizes.join(', then ') },
            { value: 'all', label: 'All at once', detail: `${targets.length} agents` },
          ]}
        />
      ) : null}
      {choice === 'one' ? (
        <Field label="Which agent" isRequired>
          <Select value={scopeId} onChange={(event) => onScope(event.target.value)}>
            {targets.map((target) => (
              <option key={target.scopeId} value={target.scopeId}>
                {target.agentName} on {placeText(target)} ({target.queuedCount} queued)
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Watch each stage for" name="watch" isRequired error={errors.watchMinutes}>
          <Select
            value={String(watchMinutes)}
            onChange={(event) => onWatchMinutes(Number(event.target.value))}
          >
            {windows.map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes === 0 ? 'no time: watch nothing' : `${minutes} min`}
              </option>
            ))}
          </Select>
        </Field>
        {watchMinutes === 0 ? null : (
          <Field label="Hold them again on" name="rule" isRequired error={errors.rule}>
            <Select value={rule} onChange={(event) => setRule(ruleOf(event.target.value))}>
              {watchRules.map((name) => (
                <option key={name} value={name}>
                  {ruleNames[name]}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {watchMinutes > 0 && needsTool(rule) ? (
          <Field label="Tool" name="ruleToolName" isRequired error={errors.ruleToolName}>
            <Select>
              {toolNames.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        {choice === 'stages' ? (
          <Field label="Next stage" name="isAutomatic" isRequired>
            <Select>
              <option value="yes">by itself, when the window has passed</option>
              <option value="no">when a person says so</option>
            </Select>
          </Field>
        ) : null}
      </div>
    </div>
  );
}

const ruleOf = (value: string): WatchRule => watchRules.find((rule) => rule === value) ?? 'destructive_call';
