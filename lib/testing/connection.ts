import type { Connection } from '@/lib/connection/connection-schema';

/** A way to XEM over HTTP on which nothing is missing. */
export function buildConnection(changes: Partial<Connection> = {}): Connection {
  return {
    transport: 'http',
    profile: 'xerotier',
    product: 'XEM',
    platform: 'Xerotier',
    baseUrl: 'http://127.0.0.1:4010/acme/v1',
    client: 'xeroctl',
    agentUnit: 'xerotier-xem',
    contractFile: null,
    keys: [],
    missing: [],
    limited: [],
    circuits: [],
    clockSkewMs: 0,
    ...changes,
  };
}
