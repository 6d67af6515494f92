'use client';

import dynamic from 'next/dynamic';
import type { ExecutionSearch } from '@/components/executions/search-params';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

const ViewList = dynamic(
  () => import('@/components/executions/view-list').then((module) => module.ViewList),
  {
    ssr: false,
  },
);

/** Named filters: those everybody has, those shared, and one's own. */
export function ViewMenu({ search }: { search: ExecutionSearch }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className="md:ml-auto">Views</Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Views" className="grid max-h-[70dvh] gap-3 overflow-y-auto">
        <ViewList search={search} />
      </PopoverContent>
    </Popover>
  );
}
