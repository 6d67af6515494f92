'use client';

import { type ReactNode, useId } from 'react';
import { cn } from '@/components/ui/cn';
import { FieldContext } from '@/components/ui/field-context';
import { StatusGlyph } from '@/components/ui/status-glyph';

export type FieldProps = {
  label: ReactNode;
  /** Name of the control inside, as `FormData` will carry it. */
  name?: string;
  hint?: ReactNode;
  /** What is wrong with it, in one sentence. Announced when it appears. */
  error?: string | undefined;
  isRequired?: boolean;
  /** The label is read aloud but not drawn, where the place says it already. */
  isLabelHidden?: boolean;
  className?: string;
  /** One `Input`, `Textarea` or `Select`. */
  children: ReactNode;
};

/** Label, control, hint and error, tied together for every reader. */
export function Field({
  label,
  name,
  hint,
  error,
  isRequired = false,
  isLabelHidden,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : '', hint ? hintId : ''].filter(Boolean).join(' ') || undefined;

  return (
    <FieldContext value={{ controlId: id, name, describedBy, isInvalid: Boolean(error), isRequired }}>
      <div className={cn('grid min-w-0 gap-1', className)}>
        <label htmlFor={id} className={cn('text-ink-2 text-small', isLabelHidden && 'sr-only')}>
          {label}
          {isRequired ? null : <span className="text-ink-3"> (optional)</span>}
        </label>
        {children}
        {hint ? (
          <p id={hintId} className="text-ink-3 text-small">
            {hint}
          </p>
        ) : null}
        {/* Always there, so that what appears in it is announced. */}
        <div id={errorId} role="alert">
          {error ? (
            <p className="flex items-baseline gap-1.5 text-danger text-small">
              <StatusGlyph glyph="triangle" className="size-2.5" />
              {error}
            </p>
          ) : null}
        </div>
      </div>
    </FieldContext>
  );
}
