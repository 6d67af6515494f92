'use client';

import { Banner } from '@/components/ui/banner';
import { CopyBlock } from '@/components/ui/copy-block';

export type ShownOnceProps = {
  /** What it is: 'the sign-in link'. */
  label: string;
  text: string;
  /** How long it works and what to do with it. */
  children: string;
};

/** A secret at the only moment when it can be copied. */
export function ShownOnce({ label, text, children }: ShownOnceProps) {
  return (
    <div className="grid gap-3">
      <Banner tone="draining" title="Copy it now.">
        It is not kept, so it cannot be shown again.
      </Banner>
      <CopyBlock label={label} text={text} />
      <p className="text-ink-2">{children}</p>
    </div>
  );
}
