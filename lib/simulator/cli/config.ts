import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '@/lib/simulator/cli/usage-error';
import { contract } from '@/lib/xem/wire/contract';

/** One router and the key for it. */
export type Deployment = { baseUrl: string; apiKey: string };

type Sections = Record<string, Record<string, string>>;

function configFile(): string {
  const base = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(base, contract.profile.cli, 'config.toml');
}

/** Flags go before the file; the file before nothing (contract 5.1). */
export function readDeployment(given: {
  context?: string | undefined;
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
}): Deployment {
  const sections = readSections();
  const name = given.context ?? sections['']?.current;
  const section = sections[`deployment.${name ?? ''}`] ?? {};
  const baseUrl = given.baseUrl ?? section.base_url;
  const apiKey = given.apiKey ?? section.api_key;
  if (baseUrl === undefined || apiKey === undefined) {
    throw new UsageError(
      `No deployment is configured; use '${contract.profile.cli} config add' or give flags`,
    );
  }
  return { baseUrl: baseUrl.replace(/\/+$/, ''), apiKey };
}

export function saveDeployment(name: string, { baseUrl, apiKey }: Deployment): void {
  const sections = readSections();
  sections[''] = { ...sections[''], current: sections['']?.current ?? name };
  sections[`deployment.${name}`] = { base_url: baseUrl, api_key: apiKey };
  writeSections(sections);
}

export function chooseDeployment(name: string): void {
  const sections = readSections();
  if (sections[`deployment.${name}`] === undefined) throw new UsageError(`There is no deployment '${name}'`);
  writeSections({ ...sections, '': { ...sections[''], current: name } });
}

/** As much of TOML as this file needs: sections, and names with a text in double quotes. */
function readSections(): Sections {
  const sections: Sections = { '': {} };
  let section = '';
  for (const line of readText().split('\n')) {
    const heading = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (heading !== undefined) {
      section = heading.trim();
      sections[section] ??= {};
      continue;
    }
    const [, key, value] = /^\s*([\w-]+)\s*=\s*"([^"]*)"/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) sections[section] = { ...sections[section], [key]: value };
  }
  return sections;
}

function readText(): string {
  try {
    return readFileSync(configFile(), 'utf8');
  } catch {
    return '';
  }
}

function writeSections(sections: Sections): void {
  const text = Object.entries(sections).map(([name, values]) => {
    const lines = Object.entries(values).map(([key, value]) => `${key} = "${value}"`);
    return [...(name === '' ? [] : [`[${name}]`]), ...lines, ''].join('\n');
  });
  mkdirSync(dirname(configFile()), { recursive: true });
  // It holds a key.
  writeFileSync(configFile(), text.join('\n'), { mode: 0o600 });
}
