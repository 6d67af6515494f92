'use client';

import dynamic from 'next/dynamic';
import type { Ref } from 'react';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { VirtualListHandle, VirtualListProps, VirtualRows } from '@/components/ui/virtual-rows';

const Rows = dynamic(() => import('@/components/ui/virtual-rows').then((module) => module.VirtualRows), {
  loading: () => <SkeletonRows rows={12} label="Loading the list" />,
}) as typeof VirtualRows;

type WithRef<Item> = VirtualListProps<Item> & { ref?: Ref<VirtualListHandle> };

/**
 * A long list of which only the visible rows are in the page. One tab stop; arrows, Home and End move inside. The
 * server draws its first rows; what measures and moves them is fetched beside the page, which works without it.
 */
export function VirtualList<Item>({ ref, ...props }: WithRef<Item>) {
  return <Rows {...props} handle={ref} />;
}
