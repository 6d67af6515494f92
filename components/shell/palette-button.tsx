'use client';

import { Search } from 'lucide-react';
import { usePalette } from '@/components/shell/palette-provider';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';

/** Opens the palette for those who don't know its key yet. */
export function PaletteButton() {
  const { openPalette } = usePalette();
  return (
    <Button
      variant="ghost"
      onClick={openPalette}
      aria-keyshortcuts="Control+K Meta+K"
      className="w-full justify-start px-2 font-normal"
    >
      <Search size={15} aria-hidden="true" />
      Search
      <Kbd keys="mod+k" className="ml-auto" />
    </Button>
  );
}

export function PaletteIconButton() {
  const { openPalette } = usePalette();
  return (
    <Button
      variant="ghost"
      size="touch"
      onClick={openPalette}
      aria-label="Search"
      className="w-control-touch px-0"
    >
      <Search size={18} aria-hidden="true" />
    </Button>
  );
}
