import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui/slot';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

export const buttonStyle = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap border font-medium',
    'transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    '[&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        default: 'border-line-strong bg-surface text-ink hover:bg-fill',
        primary: 'border-ink bg-ink text-ink-inverse hover:opacity-88',
        danger: 'border-danger bg-danger text-on-danger hover:border-danger-strong hover:bg-danger-strong',
        ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-fill hover:text-ink',
        link: 'h-auto border-transparent bg-transparent px-0 text-accent hover:underline',
      },
      size: {
        small: 'h-control-small rounded-control px-2 text-small',
        medium: 'h-control rounded-control px-2.75 text-body',
        touch: 'h-control-touch rounded-card px-4 text-body',
      },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto min-h-6 px-0' }],
    defaultVariants: { variant: 'default', size: 'medium' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Draws the single child (a link, say) as the button. */
    asChild?: boolean;
    /** Work is under way: the button stays in place and in focus, but does not answer. */
    isBusy?: boolean;
  };

export function Button({ className, variant, size, asChild, isBusy, type, onClick, ...rest }: ButtonProps) {
  const styled = cn(buttonStyle({ variant, size }), className);
  if (asChild) return <Slot className={styled} onClick={onClick} {...rest} />;
  return (
    <button
      // A button that submits says so; one inside a form by accident must not.
      type={type ?? 'button'}
      className={styled}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    />
  );
}
