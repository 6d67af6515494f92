import Link from 'next/link';
import { Chip } from '@/components/ui/chip';

/** The incidents that hold something, each a way to its containment. */
export function HeldByIncidents({ refs }: { refs: string[] }) {
  return refs.map((incidentRef) => (
    <Link
      key={incidentRef}
      href={`/incidents/${incidentRef}/containment`}
      className="inline-flex min-w-0 hover:underline"
    >
      <Chip tone="held" glyph="lock">
        {incidentRef}
      </Chip>
    </Link>
  ));
}
