'use client';

import { ArchivesSection } from '@/components/archive/archives-section';
import { EvidenceSection } from '@/components/evidence/evidence-section';

/** The archives that XEM makes, and every file that is kept. */
export function EvidencePanel({ incidentRef, mayWrite }: { incidentRef: string; mayWrite: boolean }) {
  return (
    <>
      <ArchivesSection incidentRef={incidentRef} mayWrite={mayWrite} />
      <EvidenceSection incidentRef={incidentRef} mayWrite={mayWrite} />
    </>
  );
}
