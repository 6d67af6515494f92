/** The command-line client of the execution platform; its name is the product's, not ours. */
const clientName = 'xeroctl';

/** A line that a POSIX shell reads back as exactly these words. */
export function commandLine(...words: string[]): string {
  return [clientName, ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
