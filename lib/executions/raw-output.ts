/** Bytes of the raw output that a page shows; the rest is for download. */
export const previewLimitBytes = 256 * 1024;

/** Set on a preview that ends before the output does. */
export const truncatedHeader = 'X-Holdfast-Truncated';
