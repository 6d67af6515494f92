'use client';

import { useSyncExternalStore } from 'react';
import { parseTheme, type Theme } from '@/components/shell/theme-name';
import { writePreference } from '@/components/ui/preferences';

const listeners = new Set<() => void>();

/** The document element says which theme is set; without the attribute the system decides. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'system' as const);
  return [theme, setTheme];
}

function setTheme(theme: Theme) {
  writePreference('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}
