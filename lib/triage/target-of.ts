import { visibleText } from '@/lib/visible-text';

/** Argument names that say what a call acts on, most telling first. */
const telling = [
  'server',
  'pod',
  'node',
  'deployment',
  'volume',
  'database',
  'table',
  'bucket',
  'path',
  'file',
  'resource',
  'target',
  'name',
  'host',
  'namespace',
  'id',
] as const;

const longestTarget = 80;

/** What a call acts on, as a name that is safe to show, or null where the arguments do not say. */
export function targetOf(callArguments: unknown): string | null {
  if (callArguments === null || typeof callArguments !== 'object' || Array.isArray(callArguments))
    return null;
  const values = new Map(Object.entries(callArguments));
  for (const name of telling) {
    const value = values.get(name) ?? values.get(`${name}_id`) ?? values.get(`${name}_name`);
    if (typeof value === 'string' && value !== '') return shorten(value);
  }
  return null;
}

/** In characters as they are stored, not as they are written out: the end of a name must not fall to what is hidden. */
function shorten(value: string): string {
  // Arguments may hold megabytes; no character takes more than two units.
  const characters = [...value.slice(0, 2 * (longestTarget + 1))];
  if (characters.length <= longestTarget) return visibleText(value);
  return `${visibleText(characters.slice(0, longestTarget - 1).join(''))}…`;
}
