'use client';

import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyle } from '@/components/ui/control-style';
import { useFieldControl } from '@/components/ui/field-context';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  const field = useFieldControl(props);
  return <input className={cn(controlStyle, 'h-control', className)} {...props} {...field} />;
}
