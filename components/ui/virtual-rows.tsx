'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { cn } from '@/components/ui/cn';

export type VirtualListHandle = { scrollToIndex: (index: number) => void };

export type VirtualListProps<Item> = {
  label: string;
  items: readonly Item[];
  getKey: (item: Item) => string;
  renderItem: (item: Item, index: number) => ReactNode;
  /** Height of a usual row in px; real heights are measured. */
  estimateHeight: number;
  /** Enter on a row that has the focus. */
  onOpen?: (item: Item) => void;
  /** The last rows came into view: time to fetch more. May be called again for the same end. */
  onEndReached?: () => void;
  /** `end` keeps the reader's place when rows are put in at the top, and follows what is added at the bottom. */
  anchor?: 'start' | 'end';
  /** Gives the list its height. */
  className?: string;
};

/** The handle has a name of its own: what loads a part keeps `ref` to itself. */
export type VirtualRowsProps<Item> = VirtualListProps<Item> & { handle: Ref<VirtualListHandle> | undefined };

/** So many rows before the last one, more is fetched. */
const nearEndRows = 10;
const firstScreen = { width: 0, height: 800 };

/** Use it through `VirtualList`. */
export function VirtualRows<Item>(props: VirtualRowsProps<Item>) {
  const { label, items, getKey, renderItem, estimateHeight, onOpen, onEndReached, anchor = 'start' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const found = items.findIndex((item) => getKey(item) === activeKey);
  const active = Math.max(found, 0);

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimateHeight,
    getItemKey: (index) => keyAt(index) ?? index,
    anchorTo: anchor,
    overscan: 8,
    // The server knows no heights; with a guess the first rows are in the first byte.
    initialRect: firstScreen,
    useFlushSync: false,
    // The row in focus stays in the page even when scrolled away, or the focus would be lost.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(startIndex - overscan, 0);
      const last = Math.min(endIndex + overscan, count - 1);
      const range = Array.from({ length: Math.max(last - first + 1, 0) }, (_, step) => first + step);
      if (found >= 0 && found < first) return [found, ...range];
      return found > last ? [...range, found] : range;
    },
    onChange: (instance) => {
      if (isNearEnd(instance)) onEndReached?.();
    },
  });
  const rows = virtualizer.getVirtualItems();
  const isAtEnd = isNearEnd(virtualizer);
  // Whoever waits at the end moves nothing: what comes in meanwhile asks for what is after it.
  const reachEnd = useEffectEvent(() => onEndReached?.());
  useEffect(() => {
    if (isAtEnd && items.length > 0) reachEnd();
  }, [isAtEnd, items.length]);
  useImperativeHandle(props.handle, () => ({
    scrollToIndex: (index) => virtualizer.scrollToIndex(index, { align: 'center' }),
  }));

  function isNearEnd({ range }: { range: { endIndex: number } | null }): boolean {
    return range !== null && range.endIndex >= items.length - nearEndRows;
  }

  function keyAt(index: number): string | undefined {
    const item = items[index];
    return item === undefined ? undefined : getKey(item);
  }

  function moveTo(index: number) {
    const target = Math.min(Math.max(index, 0), items.length - 1);
    setActiveKey(keyAt(target));
    virtualizer.scrollToIndex(target);
    // The row may only enter the page with the next frame.
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${target}"]`)
        ?.focus({ preventScroll: true });
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    // Keys pressed inside a row's own controls are theirs.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.index === undefined) return;
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      j: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: 0,
      End: items.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      moveTo(target);
      return;
    }
    const item = items[active];
    if (event.key === 'Enter' && item !== undefined && onOpen) {
      event.preventDefault();
      onOpen(item);
    }
  }

  return (
    <div ref={scroller} className={cn('min-h-0 overflow-y-auto overscroll-contain', props.className)}>
      <ul
        aria-label={label}
        onKeyDown={onKeyDown}
        className="relative w-full"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <li
              key={row.key}
              ref={virtualizer.measureElement}
              data-index={row.index}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              tabIndex={row.index === active ? 0 : -1}
              onFocus={() => setActiveKey(getKey(item))}
              className="absolute inset-x-0 top-0 focus-visible:-outline-offset-2"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {renderItem(item, row.index)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
