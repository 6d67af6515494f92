'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CommandsProvider } from '@/components/shell/commands';
import { PaletteProvider } from '@/components/shell/palette-provider';
import { WarmUp } from '@/components/shell/warm-up';
import { type TimeMode, TimeZoneProvider } from '@/components/ui/time-zone';
import { ToastHost } from '@/components/ui/toast-host';
import { TooltipHost } from '@/components/ui/tooltip-host';
import { getQueryClient } from '@/lib/query-client';

export type ProvidersProps = {
  timeMode: TimeMode;
  knownZone: string | undefined;
  renderedAt: number;
  children: ReactNode;
};

export function Providers({ timeMode, knownZone, renderedAt, children }: ProvidersProps) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      <TimeZoneProvider initialMode={timeMode} knownZone={knownZone} renderedAt={renderedAt}>
        <CommandsProvider>
          <PaletteProvider>{children}</PaletteProvider>
        </CommandsProvider>
        <TooltipHost />
        <ToastHost />
        <WarmUp />
      </TimeZoneProvider>
    </QueryClientProvider>
  );
}
