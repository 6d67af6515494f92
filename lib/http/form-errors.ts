import { z } from 'zod';
import { AppError } from '@/lib/errors';

const refusalSchema = z.object({ errors: z.array(z.object({ field: z.string(), message: z.string() })) });

/** What is wrong by field, from our own check before sending or from the server's refusal. Fields in camelCase. */
export function formErrors(error: unknown): Record<string, string> {
  if (error instanceof z.ZodError) {
    return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message]));
  }
  if (!(error instanceof AppError)) return {};
  const parsed = refusalSchema.safeParse(error.details);
  if (!parsed.success) return {};
  return Object.fromEntries(parsed.data.errors.map(({ field, message }) => [toCamel(field), message]));
}

const toCamel = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The sentence to show where the fault lies with no field; null where the fields say it. */
export function formFault(error: unknown): string | null {
  if (!error || Object.keys(formErrors(error)).length > 0) return null;
  return error instanceof AppError ? error.userMessage : 'Something went wrong. Try again.';
}
