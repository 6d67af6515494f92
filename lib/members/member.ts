export const passwordLengths = { min: 12, max: 128 } as const;
