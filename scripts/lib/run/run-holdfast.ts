import { applyMigrations } from '../apply-migrations';
import { isPortFree } from '../free-port';
import { takeHome } from '../home';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { refusal } from '../refusal';
import { buildIfStale } from './build';
import { Parts } from './parts';
import { readSecret, readSettings, type Settings } from './settings';
import { readFirstSignInLink } from './sign-in-link';
import { startSimulator } from './simulator';
import { askedToStop, stopRequest } from './stop-request';
import { startWeb, waitForWeb } from './web';

const forever = new Promise<never>(() => undefined);
const say = (sentence: string) => console.log(sentence);

/** Runs Holdfast with all it needs until it is asked to stop, or a part ends by itself. Returns the exit code. */
export async function runHoldfast(mode: 'start' | 'dev'): Promise<number> {
  const began = performance.now();
  const settings = readSettings(process.env);
  await refuseTakenPort(settings);
  const home = await takeHome(
    settings.home,
    `npm ${mode === 'dev' ? 'run dev' : 'start'} on port ${settings.env.PORT}`,
  );
  const parts = new Parts();
  const asked = stopRequest();
  const started = startAll(mode, settings, parts).then((link) => announce(settings, link, began));
  try {
    const end = await Promise.race([asked, parts.firstEnd, started.then(() => forever)]);
    if (end !== askedToStop) throw refusal(`${end}\nEverything else was stopped.`);
    say('Stopping.');
    return 0;
  } finally {
    await parts.stopAll();
    // What was still being started ends as well, and has nobody left to tell.
    await started.catch(() => undefined);
    home.release();
  }
}

async function startAll(
  mode: 'start' | 'dev',
  settings: Settings,
  parts: Parts,
): Promise<string | undefined> {
  const { env, home, port, host } = { ...settings, port: settings.env.PORT };
  const databaseUrl = process.env.DATABASE_URL || (await startDatabase(home, parts));
  const applied = await applyMigrations(databaseUrl);
  if (applied.length > 0) say(`Brought the database up to date (${applied.length} migrations).`);
  const common = {
    DATABASE_URL: databaseUrl,
    HOLDFAST_HOME: home,
    HOLDFAST_SECRET: readSecret(process.env, home),
  };
  if (mode === 'start') await buildIfStale({ say, finish: (build) => parts.finish(build) });
  const hasXem = env.XEM_BASE_URL !== undefined || env.XEM_TRANSPORT === 'cli';
  const xem = hasXem ? {} : await startOwnSimulator(home, port, parts);
  const childEnv = { ...common, ...xem };
  say('Starting the console.');
  const logFolder = process.stdout.isTTY ? home : undefined;
  const web = await parts.add(startWeb({ mode, port, host, env: childEnv, logFolder }));
  const [link] = await Promise.all([readFirstSignInLink(childEnv), waitForWeb(web, port)]);
  return link;
}

async function startDatabase(home: string, parts: Parts): Promise<string> {
  say('Starting PostgreSQL.');
  const postgres = await startEmbeddedPostgres(home, 'durable');
  await parts.add({
    ended: postgres.exited.then((why) => `PostgreSQL stopped: ${why}.`),
    stop: postgres.stop,
  });
  return postgres.url;
}

async function startOwnSimulator(home: string, port: number, parts: Parts): Promise<Record<string, string>> {
  say('Starting the simulator, as XEM_BASE_URL names no XEM.');
  const simulator = await startSimulator(home, port);
  await parts.add(simulator.child);
  return simulator.env;
}

async function refuseTakenPort({ env, host }: Settings): Promise<void> {
  try {
    if (await isPortFree(env.PORT, host)) return;
  } catch (error) {
    throw refusal(`Port ${env.PORT} may not be used by this user; choose one above 1023 in PORT.`, error);
  }
  throw refusal(
    `Port ${env.PORT} is taken; end what listens there, or choose another with PORT=${env.PORT + 1}.`,
  );
}

function announce(settings: Settings, link: string | undefined, began: number): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`\nHoldfast is ready at ${settings.url} (after ${seconds} s). Ctrl-C stops it.`);
  say(
    link
      ? `Sign in as the first admin with this link, which works once: ${link}`
      : 'Sign in with your address and password.',
  );
}
