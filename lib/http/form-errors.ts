import { isAppError } from '@/lib/errors';

type FieldError = { field: string; message: string };

/** What is wrong by field, from our own check before sending or from the server's refusal. Fields in camelCase. */
export function formErrors(error: unknown): Record<string, string> {
  if (isFailedCheck(error)) {
    return Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
  }
  if (!isAppError(error)) return {};
  const { errors } = error.details;
  if (!Array.isArray(errors) || !errors.every(isFieldError)) return {};
  return Object.fromEntries(errors.map(({ field, message }) => [toCamel(field), message]));
}

type FailedCheck = Error & { issues: { path: PropertyKey[]; message: string }[] };

/** Known by its name, so that a form that is only drawn carries no zod. */
function isFailedCheck(error: unknown): error is FailedCheck {
  return error instanceof Error && error.name === 'ZodError' && 'issues' in error;
}

function isFieldError(value: unknown): value is FieldError {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'field' in value &&
    'message' in value &&
    typeof value.field === 'string' &&
    typeof value.message === 'string'
  );
}

const toCamel = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The sentence to show where the fault lies with no field; null where the fields say it. */
export function formFault(error: unknown): string | null {
  if (!error || Object.keys(formErrors(error)).length > 0) return null;
  return isAppError(error) ? error.userMessage : 'Something went wrong. Try again.';
}
