import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the server under test says what it runs on; Playwright's configuration chooses the path. */
export const e2eServerFile = 'E2E_SERVER_FILE';

const e2eServerSchema = z.object({
  baseUrl: z.string(),
  databaseUrl: z.string(),
  home: z.string(),
  /** An admin token for `/api/v1`, to arrange what a test does not show. */
  bootstrapToken: z.string(),
  /** Signs the first admin in, once. */
  firstSignInLink: z.string(),
  xemBaseUrl: z.string(),
  xemApiKey: z.string(),
});

export type E2eServer = z.infer<typeof e2eServerSchema>;

export function readE2eServer(): E2eServer {
  const path = process.env[e2eServerFile];
  if (!path) throw new Error(`${e2eServerFile} is missing: run browser tests with npx playwright test`);
  return e2eServerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
