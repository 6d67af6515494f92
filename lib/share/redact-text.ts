/** A value that must not leave, and the word that stands in for it. */
export type Withheld = { value: string; mark: string };

export type RedactText = {
  (text: string): string;
  /** Passages replaced so far. */
  count(): number;
};

type Rule = { pattern: RegExp; replace: string | ((match: string) => string) };

/** Secrets by their shape, whoever reads. Wider than needed: a harmless word lost is cheaper than a key shown. */
const secretRules: Rule[] = [
  { pattern: /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, replace: '[secret]' },
  { pattern: /\b(?:bearer|basic)\s+[\w.~+/=-]{6,}/gi, replace: '[secret]' },
  { pattern: /:\/\/[^\s/@]+@/g, replace: '://[secret]@' },
  {
    pattern:
      /\b[\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)\b["']?\s*(?:[:=]|\bis\b)\s*(?:"[^"]*"|'[^']*'|\S+)/gi,
    replace: '[secret]',
  },
  { pattern: /[?&](?:sig|signature|key|code|auth)=[^\s&]+/gi, replace: '[secret]' },
  { pattern: /\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, replace: '[secret]' },
  { pattern: /\b(?:AKIA|ASIA|AIza)[\w-]{12,}/g, replace: '[secret]' },
  {
    pattern: /\b(?:hf|xero|sk|pk|rk|gh[opsur]|github_pat|glpat|xox[abeprs]|npm|pypi)[_-][\w-]{8,}/g,
    replace: '[secret]',
  },
];

/** Long, and of letters and digits: a key of a shape we do not know. Runs after the ids, which look the same. */
const longRun: Rule = {
  pattern: /[\w+/=-]{32,}/g,
  replace: (run) => (/\d/.test(run) && /[a-z]/i.test(run) ? '[secret]' : run),
};

/** Where something is or who it is: never of use to a reader outside. */
const addressRules: Rule[] = [
  { pattern: /[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, replace: '[address]' },
  { pattern: /\b\d{1,3}(?:\.\d{1,3}){3}\b/g, replace: '[address]' },
  { pattern: /\b(?:[\da-f]{1,4}:){3,7}[\da-f]{0,4}\b/gi, replace: '[address]' },
  {
    pattern: /\b[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,8}\.(?:internal|local|localdomain|lan|corp|svc)\b/gi,
    replace: '[address]',
  },
  {
    pattern: /(?<![\w+/=-])(?:exe|exec|inv|invk|apr|appr|chat|br|brn|exp|req|lease)_[\w-]+/gi,
    replace: '[id]',
  },
  { pattern: /(?<![\w+/=-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w+/=-])/gi, replace: '[id]' },
];

/** What XEM's ids look like even where we do not know them. */
const namedIdRules: Rule[] = [
  { pattern: /(?<![\w+/=-])(?:agt|ws|wsp|agent|workspace)_[\w-]+/gi, replace: '[id]' },
];

/**
 * A function that takes out of a text what must not leave: secrets and addresses by their shape, and the given values
 * wherever they stand as words of their own. `kept` are known names that may stay although they look like a secret.
 */
export function redactText(options: {
  withheld: readonly Withheld[];
  kept: readonly string[];
  hidesNamedIds: boolean;
}): RedactText {
  const kept = new Set(options.kept);
  const marks = new Map(options.withheld.map(({ value, mark }) => [value.toLowerCase(), mark]));
  const known = knownPattern([...marks.keys()]);
  const rules = [...secretRules, ...addressRules, ...(options.hidesNamedIds ? namedIdRules : []), longRun];
  let replaced = 0;

  const mark = (before: string, after: string): string => {
    if (before !== after) replaced += 1;
    return after;
  };
  const redact = (text: string): string => {
    let result = text;
    // Secrets first: a name inside one would split it, and half a key is still worth something.
    for (const { pattern, replace } of rules) {
      result = result.replace(pattern, (match: string) => {
        if (kept.has(match)) return match;
        return mark(match, typeof replace === 'string' ? replace : replace(match));
      });
    }
    if (known)
      result = result.replace(known, (match) => mark(match, marks.get(match.toLowerCase()) ?? '[name]'));
    return result;
  };
  return Object.assign(redact, { count: () => replaced });
}

/** Longest first, so that a name inside a longer one goes with it; null when there is nothing to look for. */
function knownPattern(values: string[]): RegExp | null {
  const parts = values.filter((value) => value.length > 0).toSorted((a, b) => b.length - a.length);
  if (parts.length === 0) return null;
  const alternatives = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu');
}
