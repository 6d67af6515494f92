'use client';

import { useQuery } from '@tanstack/react-query';
import { Banner } from '@/components/ui/banner';
import { capabilities } from '@/lib/connection/queries';

type CapabilityNoteProps = {
  /** The operation of XEM that this place lives from. */
  operation: string;
  /** What is said of a missing one, in the words of the place. */
  title: string;
  className?: string;
};

/** Says where it matters that this way to XEM can't do something, or leaves something out. Nothing where it can. */
export function CapabilityNote({ operation, title, className }: CapabilityNoteProps) {
  const { data } = useQuery(capabilities());
  const found =
    data?.missing.find((it) => it.operation === operation) ??
    data?.limited.find((it) => it.operation === operation);
  if (!found) return null;
  return (
    <Banner tone="stale" title={title} className={className ?? ''}>
      {found.why}
    </Banner>
  );
}
