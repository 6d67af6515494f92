import type { Circuit } from '@/lib/xem/circuit';
import type { Surface } from '@/lib/xem/wire/operation-table';

/** How XEM stands, as far as the calls of this process have shown. Asking costs nothing. */
export type XemCondition = {
  /** `open` and `half_open`: reads of this surface fail at once, as it kept failing. */
  circuits: Record<Surface, Circuit['state']>;
  /** How far the router's clock is ahead of ours; null until it has answered. */
  clockSkewMs: number | null;
};
