/** Bytes of the raw output that one page shows. */
export const pageLimitBytes = 256 * 1024;
/** Bytes at the end that are shown while a call runs. */
export const tailLimitBytes = 64 * 1024;

/** What the headers of a page say: where it begins and ends, in bytes, and what is known of the whole. */
export const outputHeaders = {
  begin: 'X-Holdfast-Begin',
  end: 'X-Holdfast-End',
  /** Bytes in all, where XEM says so or the end was reached. */
  total: 'X-Holdfast-Total',
  /** Where the text that was looked for stands. */
  found: 'X-Holdfast-Found',
} as const;

export type OutputPage = {
  text: string;
  begin: number;
  end: number;
  total: number | null;
  foundAt: number | null;
  /** How long the answer took, in ms. */
  tookMs: number;
};
