export const harmlessRisks = ['read', 'write'] as const;

/** A risk that nobody knows counts as destructive: asking or holding once too often is the smaller harm. */
export function mayDestroy({ risk }: { risk: string | null }): boolean {
  return !harmlessRisks.some((harmless) => harmless === risk);
}
