'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';

export type IconButtonProps = Omit<ButtonProps, 'children' | 'asChild' | 'aria-label'> & {
  /** What it does, for people who listen and in the tooltip. */
  label: string;
  /** An icon of 15 px. */
  children: ReactNode;
};

export function IconButton({
  label,
  variant = 'ghost',
  size,
  className,
  children,
  ...rest
}: IconButtonProps) {
  const squares = { small: 'w-control-small', medium: 'w-control', touch: 'w-control-touch' } as const;
  return (
    <Tooltip text={label} isName>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        className={cn('px-0', squares[size ?? 'medium'], className)}
        {...rest}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
