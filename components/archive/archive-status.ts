import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { ArchiveState } from '@/lib/archive/archive';

export const archiveTones: Record<ArchiveState, { tone: Tone; glyph: Glyph }> = {
  requested: { tone: 'accent', glyph: 'ring' },
  exporting: { tone: 'draining', glyph: 'half' },
  downloading: { tone: 'draining', glyph: 'half' },
  ready: { tone: 'ok', glyph: 'check' },
  failed: { tone: 'danger', glyph: 'cross' },
};

/** How many of its four steps an archive has behind it. */
export const archiveProgress: Record<ArchiveState, number> = {
  requested: 0,
  exporting: 1,
  downloading: 2,
  ready: 3,
  failed: 0,
};
