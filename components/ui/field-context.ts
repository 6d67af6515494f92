'use client';

import { createContext, use } from 'react';

export type FieldIds = {
  controlId: string;
  name: string | undefined;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
};

export const FieldContext = createContext<FieldIds | null>(null);

type ControlProps = {
  id?: string | undefined;
  name?: string | undefined;
  required?: boolean | undefined;
  'aria-describedby'?: string | undefined;
};

/** Attributes that tie a native control to the field around it; the control's own win. */
export function useFieldControl(own: ControlProps) {
  const field = use(FieldContext);
  if (!field) return {};
  const describedBy = [own['aria-describedby'], field.describedBy].filter(Boolean).join(' ');
  return {
    id: own.id ?? field.controlId,
    name: own.name ?? field.name,
    // Not `required`: the browser's own bubble would speak before our message does.
    'aria-required': field.isRequired || own.required || undefined,
    'aria-invalid': field.isInvalid || undefined,
    'aria-describedby': describedBy || undefined,
  };
}
