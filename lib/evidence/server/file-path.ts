import 'server-only';
import { join } from 'node:path';

/** Where the bytes with this SHA-256 are; folders of two letters, so that none grows too long to list. */
export function filePath(home: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`);
  return join(home, 'evidence', sha256.slice(0, 2), sha256);
}
