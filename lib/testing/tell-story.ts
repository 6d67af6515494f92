import { manualClock } from '@/lib/clock';
import { createSimulator, type Simulator, type SimulatorOptions } from '@/lib/simulator/simulator';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { Page, PageRequest, Xem, XemExecution } from '@/lib/xem/xem';

export type Story = {
  simulator: Simulator;
  xem: Xem;
  seconds(count: number): void;
  minutes(count: number): void;
  /** Oldest first. */
  executions(): Promise<XemExecution[]>;
};

/** One of the simulator's stories in-process, at its opening, on a clock that only `seconds` and `minutes` turn. */
export function tellStory(options: SimulatorOptions): Story {
  const simulator = createSimulator({
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
    openingAfterMs: 0,
    ...options,
  });
  const xem = createHttpXem({
    baseUrl: `http://router.test${simulator.basePath}`,
    keys: simulator.keys,
    fetch: async (input, init) => simulator.fetch(new Request(input, init)),
  });
  simulator.advance(0);
  return {
    simulator,
    xem,
    seconds: (count) => simulator.advance(count * 1_000),
    minutes: (count) => simulator.advance(count * 60_000),
    executions: async () => (await everyRow((page) => xem.listExecutions(page))).toReversed(),
  };
}

/** Newest first, as the router lists them. */
export async function everyRow<Item>(list: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let after: string | undefined;
  for (;;) {
    const next = await list({ limit: 100, ...(after === undefined ? {} : { after }) });
    all.push(...next.items);
    if (next.nextAfter === null) return all;
    after = next.nextAfter;
  }
}
