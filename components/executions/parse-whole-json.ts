import { ExactNumber } from '@/components/executions/exact-number';

/**
 * An object or a list that is the whole text; undefined for everything else, also for JSON that says only one word. A
 * number that would change on the way, an id of 19 digits say, comes as an `ExactNumber`.
 */
export function parseWholeJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text, keepNumber);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers from before 2025 don't tell the source: what they would change is then better read as text. */
function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  if (source !== undefined) return String(value) === source ? value : new ExactNumber(source);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError('digits would be lost');
  return value;
}
