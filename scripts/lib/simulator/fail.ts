export function fail(sentence: string): never {
  console.error(`simulator: ${sentence}`);
  process.exit(1);
}
