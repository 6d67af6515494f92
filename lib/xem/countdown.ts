/** How many of these milliseconds are left, from now on; below zero when they have run out. */
export function countdown(milliseconds: number): () => number {
  const startedAt = performance.now();
  return () => milliseconds - (performance.now() - startedAt);
}
