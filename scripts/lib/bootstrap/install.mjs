import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, say } from './say.mjs';

const progressEveryMs = 5_000;

export function isInstalled(root) {
  return readIfThere(stampPath(root)) === fingerprint(root) && hasNode(root);
}

/** Makes node_modules what package-lock.json says. npm empties it first, so a cut-off install leaves no stamp. */
export async function installPackages(root) {
  if (isInstalled(root)) return;
  if (!matchesLock(root)) await runNpm(root);
  if (!hasNode(root)) {
    fail(
      'The package "node" was installed without running its install script, so there is no Node 24 to run on. ' +
        'Allow install scripts (npm config get ignore-scripts should say false), delete node_modules and start again.',
    );
  }
  writeFileSync(stampPath(root), fingerprint(root));
}

export function projectNode(root) {
  return join(root, 'node_modules', '.bin', 'node');
}

function stampPath(root) {
  return join(root, 'node_modules', '.holdfast-installed');
}

function hasNode(root) {
  return existsSync(projectNode(root));
}

function fingerprint(root) {
  return createHash('sha256')
    .update(`${process.platform} ${process.arch}\n`)
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** npm writes its own lock inside node_modules last, so what it lists there is completely installed. */
function matchesLock(root) {
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined || !hasNode(root)) return false;
  const there = JSON.parse(installed).packages;
  return Object.entries(lockedPackages(root)).every(
    ([path, wanted]) => there[path]?.version === wanted.version || (wanted.optional && !there[path]),
  );
}

function lockedPackages(root) {
  const { '': _project, ...packages } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  return packages;
}

async function runNpm(root) {
  say('Installing packages; the first time this takes a minute or two.');
  rmSync(stampPath(root), { force: true });
  const exact = await npm(root, ['ci']);
  if (exact.code === 0) return;
  // A registry that lacks some package for another platform leaves it out of the lock, which `npm ci` won't accept.
  const isLockIncomplete = exact.output.includes('EUSAGE');
  const loose = isLockIncomplete ? await npm(root, ['install', '--no-save']) : exact;
  if (loose.code === 0) return;
  process.stderr.write(loose.output);
  fail(
    'Installing the packages failed; what npm said stands above. Check the network and the disk, then start again.',
  );
}

async function npm(root, command) {
  const { file, args } = npmCommand();
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(file, [...args, ...command, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const total = Object.values(lockedPackages(root)).filter((wanted) => !wanted.optional).length;
  const sayProgress = () => say(`  ${countPackages(root)} of ${total} packages`);
  const timer = setInterval(sayProgress, progressEveryMs);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(1);
    });
    child.once('close', resolve);
  });
  clearInterval(timer);
  return { code, output };
}

/** The npm that started this script, where it says so; `npm` on a path may belong to another Node. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return { file: process.execPath, args: [script] };
  return { file: 'npm', args: [] };
}

/** npm makes all folders first; a package has arrived when its own description is there. */
function countPackages(root) {
  const has = (path) => existsSync(join(root, path, 'package.json'));
  return Object.entries(lockedPackages(root)).filter(([path, wanted]) => !wanted.optional && has(path))
    .length;
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
