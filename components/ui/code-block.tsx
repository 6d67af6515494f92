import { cn } from '@/components/ui/cn';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { visibleText } from '@/lib/visible-text';

export type CodeBlockProps = {
  /** Names it for people who can't see it: 'Raw output'. */
  label: string;
  text: string;
  /** Long lines wrap; otherwise the block scrolls sideways. */
  isWrapped?: boolean;
  className?: string;
};

/** Text from outside, shown as it is: never parsed, never coloured, control characters made visible. */
export function CodeBlock({ label, text, isWrapped = true, className }: CodeBlockProps) {
  return (
    <ScrollRegion
      label={label}
      className={cn('max-h-120 overflow-auto rounded-card border bg-sunken', className)}
    >
      <pre
        className={cn(
          'px-3 py-2.5 font-mono text-small',
          isWrapped ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre',
        )}
      >
        {visibleText(text.replaceAll('\r\n', '\n'), '\n\t')}
      </pre>
    </ScrollRegion>
  );
}
