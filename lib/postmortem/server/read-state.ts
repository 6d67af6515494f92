import 'server-only';
import { createHash } from 'node:crypto';
import type { Transaction } from '@/lib/db/client';
import type { Incident, Postmortem as Row } from '@/lib/db/generated/client';
import { buildMarkdown } from '@/lib/postmortem/build-markdown';
import type { PostmortemFacts } from '@/lib/postmortem/facts';
import { serializeFragment } from '@/lib/postmortem/markdown/serialize-fragment';
import { type MissingItem, type Section, sections } from '@/lib/postmortem/postmortem';
import { type SectionState, sectionFragment, sectionStates } from '@/lib/postmortem/postmortem-document';
import { postmortemGate } from '@/lib/postmortem/postmortem-gate';
import { loadDocument } from '@/lib/postmortem/server/read-document';
import { readFacts } from '@/lib/postmortem/server/read-facts';

/** Text, facts, gate and Markdown of one moment. */
export type PostmortemState = {
  /** Null before it is started. */
  row: Row | null;
  facts: PostmortemFacts;
  sections: SectionState[];
  texts: Record<Section, string>;
  missing: MissingItem[];
  markdown: string;
  sha256: string;
};

export async function readState(db: Transaction, incident: Incident): Promise<PostmortemState> {
  const row = await db.postmortem.findUnique({ where: { incidentId: incident.id } });
  const facts = await readFacts(db, incident);
  const document = await loadDocument(db, incident.id);
  const states = sectionStates(document);
  const texts = Object.fromEntries(
    sections.map((section) => [section, serializeFragment(sectionFragment(document, section))]),
  ) as Record<Section, string>;
  const judgement = {
    rootCauseKind: row?.rootCauseKind ?? null,
    noExecutionsReason: row?.noExecutionsReason ?? null,
  };
  const markdown = buildMarkdown({ facts, texts, ...judgement });
  return {
    row,
    facts,
    sections: states,
    texts,
    missing: postmortemGate({
      sections: states,
      ...judgement,
      affectedExecutionCount: facts.affectedExecutions.length,
      readyArchiveCount: facts.archives.length,
      followUpCount: facts.followUps.filter(({ status }) => status !== 'dropped').length,
    }),
    markdown,
    sha256: createHash('sha256').update(markdown).digest('hex'),
  };
}
