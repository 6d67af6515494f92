/** A command line that makes no sense; ends the command with its own exit code. */
export class UsageError extends Error {
  override name = 'UsageError';
}
