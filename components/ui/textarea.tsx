'use client';

import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyle } from '@/components/ui/control-style';
import { useFieldControl } from '@/components/ui/field-context';

/** Grows with what is typed where the browser can, and can be dragged everywhere. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  const field = useFieldControl(props);
  return (
    <textarea
      rows={rows}
      className={cn(controlStyle, 'field-sizing-content max-h-80 min-h-16 resize-y py-1.5', className)}
      {...props}
      {...field}
    />
  );
}
