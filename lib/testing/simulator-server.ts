import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { manualClock } from '@/lib/clock';
import type { SimulatorKeys } from '@/lib/simulator/http/keys';
import { createSimulator, type Simulator, type SimulatorOptions } from '@/lib/simulator/simulator';

export type SimulatorServer = {
  /** Ready for `createHttpXem` and `XEM_BASE_URL`. */
  baseUrl: string;
  keys: SimulatorKeys;
  simulator: Simulator;
  close(): Promise<void>;
};

/**
 * The simulator behind real HTTP on a free loopback port. Unless told otherwise nothing happens in it by
 * itself, and its time stands still until `simulator.advance`.
 */
export async function startSimulatorServer(options: SimulatorOptions = {}): Promise<SimulatorServer> {
  const simulator = createSimulator({ scenario: 'quiet', clock: manualClock(new Date()), ...options });
  const server = createAdaptorServer({ fetch: simulator.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${simulator.basePath}`,
    keys: simulator.keys,
    simulator,
    close: () =>
      new Promise((resolve) => {
        simulator.stop();
        server.close(() => resolve());
        // A request that hangs on purpose would keep the server open for ever.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
