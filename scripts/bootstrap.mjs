// Runs on whatever Node starts it (20.19 or newer): installs what is missing, then hands over to the project's own Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generateClient, isGenerated } from './lib/bootstrap/generate.mjs';
import { installPackages, isInstalled, projectNode } from './lib/bootstrap/install.mjs';
import { fail, say } from './lib/bootstrap/say.mjs';
import { takeLock } from './lib/process-lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await main(process.argv.slice(2));

async function main([command, ...args]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Holdfast needs Node 20.19 or newer to start; this is ${process.versions.node}.`);
  }
  process.chdir(root);
  await prepare();
  if (command === undefined || command === 'generate') return;
  const script = join('scripts', `${command}.ts`);
  if (!existsSync(script)) fail(`There is no command ${command}.`);
  run(script, args);
}

async function prepare() {
  if (isInstalled(root) && isGenerated(root)) return;
  const release = await takePreparationLock();
  try {
    await installPackages(root);
    generateClient(root);
  } catch (error) {
    if (error.code === 'ENOSPC') fail(`There is no space left on the disk that holds ${root}.`);
    if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
      fail(
        `This user may not write to ${error.path ?? root}; change its owner, or clone the project somewhere else.`,
      );
    }
    throw error;
  } finally {
    release();
  }
}

async function takePreparationLock() {
  for (let isAnnounced = false; ; isAnnounced = true) {
    const lock = await tryPreparationLock();
    if (lock.isHeld) return () => lock.release();
    if (!isAnnounced) say(`Waiting for process ${lock.holder.pid}, which is installing packages here.`);
    await delay(500);
  }
}

async function tryPreparationLock() {
  try {
    return await takeLock(join(root, '.holdfast', 'install.lock'), 'installing packages');
  } catch (error) {
    return fail(
      `Holdfast can't write to ${join(root, '.holdfast')} (${error.code}); change its owner or free some disk space.`,
    );
  }
}

function run(script, args) {
  const child = spawn(
    projectNode(root),
    ['--conditions=react-server', '--import', 'tsx', script, ...args],
    // The channel closes when this process dies, even by kill -9; that is how the command learns of it.
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  followNpm(() => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`The project's Node could not be started: ${error.message}.`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** npm passes a signal to the shell it runs us in, which dies of it without telling us. */
function followNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
}
