import { serve } from '@hono/node-server';
import { createSimulator } from '@/lib/simulator/simulator';
import { fail } from './lib/simulator/fail';
import { readSettings } from './lib/simulator/read-settings';
import { readSaved, saveTo } from './lib/simulator/state-file';

/** Runs the simulator as a process of its own; docs/simulator.md says how to set it. */

const saveEveryMs = 15_000;

const { port, scenario, statePath, options } = readSettings();
const saved = statePath === undefined ? undefined : readSaved(statePath);
const simulator = createSimulator({ ...options, ...(saved === undefined ? {} : { saved }) });
const save = () => {
  if (statePath !== undefined) saveTo(statePath, simulator.save());
};

const server = serve({ fetch: simulator.fetch, port, hostname: '127.0.0.1' }, ({ port: chosen }) => {
  simulator.start();
  setInterval(save, saveEveryMs);
  console.log(`simulator: scenario ${scenario}, speed ${simulator.time.speed()}`);
  console.log(`XEM_BASE_URL=http://127.0.0.1:${chosen}${simulator.basePath}`);
  console.log(`XEM_API_KEY=${simulator.keys.all}`);
  console.log(`SIMULATOR_CONTROL_URL=http://127.0.0.1:${chosen}/__simulator`);
  console.log(`SIMULATOR_CONTROL_KEY=${simulator.controlKey}`);
});
server.on('error', (error) => fail(`cannot listen on port ${port}: ${error.message}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    simulator.stop();
    save();
    server.close(() => process.exit(0));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
