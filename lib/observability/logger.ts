import 'server-only';
import { type Logger, pino } from 'pino';
import { readEnv } from '@/lib/env';
import { processSingleton } from '@/lib/process-singleton';

export type { Logger };

/** Paths that may hold a secret; whatever is logged there is replaced. */
const secretPaths = ['authorization', 'cookie', 'token', 'password', 'apiKey', 'secret'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
]);

export function logger(): Logger {
  return processSingleton('logger', () =>
    pino({ level: readEnv().LOG_LEVEL, base: null, redact: { paths: secretPaths, censor: '[redacted]' } }),
  );
}
