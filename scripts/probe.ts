import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseXemEnv } from '@/lib/env';
import { mergeOverrides } from '@/lib/xem/probe/merge-overrides';
import { probe } from '@/lib/xem/probe/probe';
import { renderProbeReport } from '@/lib/xem/probe/render-probe-report';
import { readOverrides } from '@/lib/xem/read-contract';
import type { ContractOverrides } from '@/lib/xem/wire/overrides';
import { explainFileError, refusal } from './lib/refusal';
import { runCommand } from './lib/run-command';

/**
 * Asks the configured XEM what it is, by reading alone; docs/xem.md says how to read the answer. Exit code 0
 * when every surface answers, 2 when one doesn't, 1 when nothing could be asked.
 */
await runCommand(async () => {
  const { values } = parseArgs({ options: { save: { type: 'string' } } });
  const settings = parseXemEnv(process.env);
  const report = await probe(settings);
  console.log(renderProbeReport(report));
  if (values.save !== undefined) save(values.save, settings.XEM_CONTRACT_FILE, report.overrides);
  return report.surfaces.every(({ verdict }) => verdict === 'answers') ? 0 : 2;
});

/** What was written by hand stays; a file that isn't the configured one is not written over. */
function save(file: string, configured: string | undefined, found: ContractOverrides): void {
  const isConfigured = configured !== undefined && resolve(configured) === resolve(file);
  const known = configured === undefined ? {} : readOverrides(configured);
  const about = `Found by npm run probe on ${new Date().toISOString().slice(0, 10)}.`;
  const text = `${JSON.stringify(mergeOverrides(known, { about, ...found }), null, 2)}\n`;
  try {
    writeFileSync(file, text, { flag: isConfigured ? 'w' : 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw refusal(`${file} exists; name another file, or name this one in XEM_CONTRACT_FILE.`, error);
    }
    throw refusal(explainFileError(error, file) ?? `${file} cannot be written.`, error);
  }
  console.log(`\nSaved to ${file}; name it in XEM_CONTRACT_FILE.`);
}
