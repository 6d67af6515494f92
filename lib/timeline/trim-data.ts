/** Enough to see what an entry is about; a stop of everything names thousands of agents. */
const shownCount = 20;

type Data = Record<string, unknown>;

/**
 * The data of an entry as it is sent: a long list is cut to its first members, and how many there are stands beside it
 * (`targets` and `targetCount`). What is stored, and what its hash covers, stays whole.
 */
export function trimData(data: Data): Data {
  const entries = Object.entries(data);
  const counts = entries.flatMap(([name, value]) => (isLong(value) ? [[countName(name), value.length]] : []));
  const trimmed = entries.map(([name, value]) => [name, isLong(value) ? value.slice(0, shownCount) : value]);
  return Object.fromEntries([...trimmed, ...counts]);
}

function isLong(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > shownCount;
}

/** `targetCount` for `targets`, `queuedByToolCount` for `queuedByTool`. */
function countName(name: string): string {
  return `${name.replace(/s$/, '')}Count`;
}
