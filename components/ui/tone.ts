import type { Glyph } from '@/components/ui/status-glyph';

/** What a colour means. A domain maps its statuses to these, never to a hue. */
export type Tone = 'neutral' | 'accent' | 'danger' | 'held' | 'draining' | 'ok' | 'stale';

export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-2',
  accent: 'text-accent',
  danger: 'text-danger',
  held: 'text-held',
  draining: 'text-draining',
  ok: 'text-ok',
  stale: 'text-stale',
};

export const toneBox: Record<Tone, string> = {
  neutral: 'border-line-strong bg-surface text-ink',
  accent: 'border-accent-line bg-accent-soft text-accent',
  danger: 'border-danger-line bg-danger-soft text-danger',
  held: 'border-held-line bg-held-soft text-held',
  draining: 'border-draining-line bg-draining-soft text-draining',
  ok: 'border-ok-line bg-ok-soft text-ok',
  stale: 'border-stale-line bg-stale-soft text-stale',
};

export const toneFill: Record<Tone, string> = {
  neutral: 'bg-ink-3',
  accent: 'bg-accent',
  danger: 'bg-danger',
  held: 'bg-held',
  draining: 'bg-draining',
  ok: 'bg-ok',
  stale: 'bg-stale',
};

export const toneGlyph: Record<Tone, Glyph> = {
  neutral: 'ring',
  accent: 'dot',
  danger: 'triangle',
  held: 'bar',
  draining: 'half',
  ok: 'check',
  stale: 'clock',
};
