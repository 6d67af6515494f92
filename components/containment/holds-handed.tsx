'use client';

import { useQuery } from '@tanstack/react-query';
import { Banner } from '@/components/ui/banner';
import { Chip } from '@/components/ui/chip';
import { SkeletonRows } from '@/components/ui/skeleton';
import { countOf, holdText } from '@/lib/containment/hold-words';
import { containmentOf } from '@/lib/containment/queries';

/** The holds that go along, before somebody hands over what this incident holds. */
export function HoldsHanded({ incidentRef, title }: { incidentRef: string; title: string }) {
  const { data, error } = useQuery(containmentOf(incidentRef));
  if (error && !data) return <Banner tone="danger" title="What is held cannot be read." />;
  if (!data) return <SkeletonRows rows={2} label="Loading what is held" />;
  const active = data.holds.filter(({ releasedAt }) => releasedAt === null);
  if (active.length === 0) return <p className="text-ink-2">Nothing is held for this incident.</p>;
  return (
    <section>
      <h3 className="mb-1 font-medium">
        {title}: {countOf(active.length, 'hold')}
      </h3>
      <ul className="grid max-h-44 gap-1 overflow-y-auto border-t">
        {active.map((hold) => (
          <li
            key={hold.holdId}
            className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 border-b py-1.5"
          >
            <Chip tone="held">held</Chip>
            <span className="font-medium">{holdText(hold, hold.activeScopeIds.length)}</span>
            <span className="wrap-anywhere min-w-0 text-ink-2 text-small">“{hold.reason}”</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
