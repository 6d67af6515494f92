import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { createSimulator, type Simulator, type SimulatorOptions } from '@/lib/simulator/simulator';

/** An address that nothing answers by itself: whatever comes back, the mounted simulator said. */
const origin = 'http://xem.invalid';

/** The simulator's own fetch handler behind MSW, for tests that want XEM without a socket. Call `close` when done. */
export function mountSimulator(options: SimulatorOptions = {}): {
  simulator: Simulator;
  baseUrl: string;
  close(): void;
} {
  const simulator = createSimulator({ scenario: 'quiet', ...options });
  const server = setupServer(
    http.all(`${origin}/*`, async ({ request }) => {
      const answer = await simulator.fetch(request);
      return new HttpResponse(answer.body, { status: answer.status, headers: answer.headers });
    }),
  );
  server.listen({ onUnhandledFrame: 'error' });
  return { simulator, baseUrl: `${origin}${simulator.basePath}`, close: () => server.close() };
}
