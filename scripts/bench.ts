import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refusal } from './lib/refusal';
import { runCommand } from './lib/run-command';

/** Every file in `bench/` that exports `run` is a benchmark of that name; each prints its figures and ratios. */
await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const known = readdirSync('bench')
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown) throw refusal(`There is no benchmark ${unknown}; there are: ${known.join(', ')}.`);
  for (const name of positionals.length > 0 ? positionals : known) {
    console.log(`\n# ${name}`);
    const bench = (await import(`../bench/${name}.bench.ts`)) as { run(): Promise<void> };
    await bench.run();
  }
  return 0;
});
