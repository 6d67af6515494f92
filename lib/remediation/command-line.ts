/** A word of our own, or a value from outside: as an argument, or as that of a flag. */
export type CommandPart = string | { value: string } | { flag: `--${string}`; value: string };

/** A line that a POSIX shell reads back as exactly these words. */
export function commandLine(parts: CommandPart[], binary: string): string {
  return [binary, ...parts.map(written)].join(' ');
}

function written(part: CommandPart): string {
  if (typeof part === 'string') return part;
  if (!('flag' in part)) return quoted(part.value);
  // A client takes a word with a dash for another flag, quoted or not, unless it is tied to its own.
  const isDashed = part.value.startsWith('-');
  return isDashed ? `${part.flag}=${quoted(part.value)}` : `${part.flag} ${quoted(part.value)}`;
}

/** Ids come from outside and could hold anything. Some shells take a word that begins with = for a command's path. */
function quoted(word: string): string {
  return /^[\w@%+:,./][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
