/** The line that finds an execution in the log of the agent's unit, to be pasted into a shell on its host. */
export function buildJournalctlLine(executionId: string, since: Date, unit: string): string {
  const from = `${since.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return `sudo journalctl -u ${unit} --since "${from}" --grep ${quote(literal(executionId))}`;
}

/** `--grep` takes a pattern; an id means just itself. */
const literal = (id: string): string => id.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** One word for a POSIX shell, whatever it holds. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
