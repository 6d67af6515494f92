import { z } from 'zod';

/** How an incident is addressed: its number as people say it, or its stable id. */
export const incidentRefSchema = z.union([
  z.string().regex(/^INC-[1-9]\d{0,8}$/i, { error: 'must look like INC-7' }),
  z.uuid(),
]);

export const incidentParams = z.object({ incidentRef: incidentRefSchema });

export const incidentRefOf = (number: number): string => `INC-${number}`;
