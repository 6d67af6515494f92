import type { ReactNode } from 'react';

/** The page's main actions at the bottom of a phone, under the thumb. Use `Button` in size `touch`. Not drawn on a desk. */
export function ActionBar({ children }: { children: ReactNode }) {
  return (
    <>
      <div aria-hidden="true" className="h-20 md:hidden print:hidden" />
      <div className="fixed inset-x-0 bottom-0 z-30 flex gap-2.5 border-t bg-surface px-4 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))] md:hidden print:hidden [&>*]:flex-1">
        {children}
      </div>
    </>
  );
}
