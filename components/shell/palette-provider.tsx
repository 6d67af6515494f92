'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useCommands } from '@/components/shell/commands';

const Palette = dynamic(() => import('@/components/shell/palette').then((module) => module.Palette), {
  ssr: false,
});
const ShortcutsHelp = dynamic(
  () => import('@/components/shell/shortcuts-help').then((module) => module.ShortcutsHelp),
  { ssr: false },
);

type Opened = 'palette' | 'keys' | null;

type PaletteControls = { openPalette: () => void; openKeys: () => void };

const PaletteContext = createContext<PaletteControls>({
  openPalette: () => undefined,
  openKeys: () => undefined,
});

/** Owns `Ctrl K` and `?`. What they open is fetched on the first use, and stays. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>(null);
  const [wasOpened, setWasOpened] = useState<ReadonlySet<Opened>>(new Set());

  const controls = useMemo(() => {
    const open = (what: Opened) => () => {
      setOpened(what);
      setWasOpened((before) => new Set(before).add(what));
    };
    return { openPalette: open('palette'), openKeys: open('keys') };
  }, []);
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) setOpened(null);
  };

  useCommands([
    {
      id: 'palette',
      label: 'Search and commands',
      group: 'Everywhere',
      keys: 'mod+k',
      isHidden: true,
      run: controls.openPalette,
    },
    { id: 'keys', label: 'Show the keys', group: 'Everywhere', keys: '?', run: controls.openKeys },
  ]);

  return (
    <PaletteContext value={controls}>
      {children}
      {wasOpened.has('palette') ? (
        <Palette isOpen={opened === 'palette'} onOpenChange={onOpenChange} />
      ) : null}
      {wasOpened.has('keys') ? (
        <ShortcutsHelp isOpen={opened === 'keys'} onOpenChange={onOpenChange} />
      ) : null}
    </PaletteContext>
  );
}

export function usePalette(): PaletteControls {
  return use(PaletteContext);
}
