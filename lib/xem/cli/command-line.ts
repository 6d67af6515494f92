import { AppError } from '@/lib/errors';
import type { Call } from '@/lib/xem/exchange';
import { notSent } from '@/lib/xem/failures';
import type { CliCommand } from '@/lib/xem/wire/cli-table';

/**
 * The arguments of a call, as a list: no shell ever sees them. Nothing that comes from outside can turn into
 * a flag: `agents <id>` with `--delete` for an id would be another command.
 */
export function commandLine(command: CliCommand, call: Call, withPaging = true): string[] {
  const args = command.args.map((word) =>
    word.replace(/^\{(\w+)\}$/, (_, param: string) =>
      positional(call.operation, param, call.params?.[param]),
    ),
  );
  const values: Record<string, unknown> = { ...call.query, ...call.body };
  const given = Object.entries(command.flags ?? {}).flatMap(([flag, name]) => flagged(flag, values[name]));
  const paging =
    command.isPaged && withPaging
      ? [...flagged('--limit', values.limit), ...flagged('--after', values.after)]
      : [];
  return [...args, ...given, ...paging];
}

function positional(operation: string, param: string, value: string | undefined): string {
  if (value === undefined || /^$|^-|^\.\.?$|[/\\\0\r\n]/.test(value)) {
    throw new AppError('not_found', `XEM has no ${param} '${value ?? ''}'`, {
      details: { operation, requestId: null, ...notSent },
    });
  }
  return value;
}

function flagged(flag: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  // No argument can carry a NUL; text with one was not typed by a person.
  const text = asText(value).replaceAll('\0', '');
  return text.startsWith('-') ? [`${flag}=${text}`] : [flag, text];
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(',');
  return JSON.stringify(value);
}
