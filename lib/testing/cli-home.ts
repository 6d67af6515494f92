import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type CliHome = { command: string; env: Record<string, string>; remove(): void };

/** The stand-in for the vendor's command-line client, set up for one router, as an operator would have it. */
export function createCliHome({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }): CliHome {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
  mkdirSync(join(home, 'xeroctl'));
  const config = [
    'current = "test"',
    '[deployment.test]',
    `base_url = "${baseUrl}"`,
    `api_key = "${apiKey}"`,
  ];
  writeFileSync(join(home, 'xeroctl', 'config.toml'), `${config.join('\n')}\n`);
  return {
    command: resolve('lib/simulator/cli/xeroctl'),
    env: { PATH: process.env.PATH ?? '', XDG_CONFIG_HOME: home },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
