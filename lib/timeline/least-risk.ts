/** From where on calls are shown, when those known to be less risky are left out. */
export const leastRisks = ['write', 'destructive'] as const;
export type LeastRisk = (typeof leastRisks)[number];
