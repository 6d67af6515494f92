export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/** Ends the command with one sentence on what is wrong and what to do. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
