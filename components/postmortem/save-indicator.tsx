import { cn } from '@/components/ui/cn';
import { type Glyph, StatusGlyph } from '@/components/ui/status-glyph';
import { type Tone, toneText } from '@/components/ui/tone';
import type { SaveState } from '@/lib/postmortem/document-session';

/** The truth about the text: saved means committed on the server. */
export function SaveIndicator({ state }: { state: SaveState }) {
  const { tone, glyph, text } = wordsFor(state);
  return (
    <p role="status" className={cn('flex min-w-0 items-center gap-1.5 text-small', toneText[tone])}>
      <StatusGlyph glyph={glyph} className="size-2.5" />
      <span className="wrap-anywhere">{text}</span>
    </p>
  );
}

function wordsFor(state: SaveState): { tone: Tone; glyph: Glyph; text: string } {
  switch (state.kind) {
    case 'saved':
      return { tone: 'ok', glyph: 'check', text: `Saved, revision ${state.revision}` };
    case 'saving':
      return { tone: 'stale', glyph: 'half', text: 'Saving…' };
    case 'waiting':
      return {
        tone: 'draining',
        glyph: 'clock',
        text: `${notSaved(state.isKept)} ${state.message} Trying again.`,
      };
    case 'refused':
      return { tone: 'danger', glyph: 'triangle', text: `${notSaved(state.isKept)} ${state.message}` };
  }
}

const notSaved = (isKept: boolean): string =>
  isKept
    ? 'Not saved, kept on this device.'
    : 'Not saved, and this device keeps nothing: do not close this tab.';
