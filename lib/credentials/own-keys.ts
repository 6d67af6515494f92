/** The settings that may hold a key of XEM, with what they hold. */
export type OwnKeys = Record<string, string | undefined>;

/** Fewer characters than this say nothing: every key of a project begins alike. */
const shortestTelling = 6;

/** What stands before the dots or stars with which a list cuts a key short; null where that is too little to tell by. */
export function shownStart(prefix: string | null): string | null {
  const start = prefix?.replace(/[.…*•]+.*$/u, '').trim() ?? '';
  return start.length >= shortestTelling ? start : null;
}

/** Settings whose key begins as this one is shown. Keys that begin alike all count: a warning too many costs little. */
export function settingsThatUse(prefix: string | null, own: OwnKeys): string[] {
  const start = shownStart(prefix);
  if (start === null) return [];
  return Object.keys(own).filter((setting) => own[setting]?.startsWith(start));
}
