import { z } from 'zod';

/** The services column of XEM's health, as the mirror writes it. */
export const storedServicesSchema = z.array(
  z.object({ name: z.string(), status: z.string(), detail: z.string().nullable() }),
);
