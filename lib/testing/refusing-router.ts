import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RefusingRouter = { baseUrl: string; close(): void };

/** A router that lets nobody in, and says so in a message that may be made of the key it was asked with. */
export async function startRefusingRouter(said: (authorization: string) => string): Promise<RefusingRouter> {
  const server = createServer((request, response) => {
    const error = { message: said(request.headers.authorization ?? ''), type: 'authentication_error' };
    response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/acme-prod/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
