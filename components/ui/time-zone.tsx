'use client';

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { writePreference } from '@/components/ui/preferences';

export type TimeMode = 'local' | 'utc';

type TimeZone = {
  mode: TimeMode;
  /** The zone times are shown in: 'UTC', or the reader's own. */
  shownZone: string;
  /** The reader's own zone, whatever is shown. */
  localZone: string;
  setMode: (mode: TimeMode) => void;
};

const TimeZoneContext = createContext<TimeZone>({
  mode: 'utc',
  shownZone: 'UTC',
  localZone: 'UTC',
  setMode: () => undefined,
});

const RenderedAtContext = createContext(0);

export type TimeZoneProviderProps = {
  initialMode: TimeMode;
  /** The zone this browser named last time, so that the server can already render in it. */
  knownZone: string | undefined;
  /** When the server rendered, in ms; hydration tells the same time. */
  renderedAt: number;
  children: ReactNode;
};

/** Which zone times are shown in: one switch for the whole console, kept in a cookie. */
export function TimeZoneProvider({ initialMode, knownZone, renderedAt, children }: TimeZoneProviderProps) {
  const [mode, setModeState] = useState(initialMode);
  // Only the browser knows its zone. On a first visit times stay in UTC, marked Z, until it has said so.
  const localZone = useSyncExternalStore(neverChanges, browserZone, () => knownZone ?? 'UTC');
  useEffect(() => writePreference('zone', localZone), [localZone]);

  const value = useMemo<TimeZone>(
    () => ({
      mode,
      localZone,
      shownZone: mode === 'utc' ? 'UTC' : localZone,
      setMode: (next) => {
        writePreference('times', next);
        setModeState(next);
      },
    }),
    [mode, localZone],
  );
  return (
    <RenderedAtContext value={renderedAt}>
      <TimeZoneContext value={value}>{children}</TimeZoneContext>
    </RenderedAtContext>
  );
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function neverChanges(): () => void {
  return () => undefined;
}

export function useTimeZone(): TimeZone {
  return use(TimeZoneContext);
}

export function useRenderedAt(): number {
  return use(RenderedAtContext);
}
