import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { secondPersonPolicies } from '@/lib/release/release';
import { profileNames } from '@/lib/xem/wire/profiles';

/** An empty variable counts as absent: compose files and CI set them so. */
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());
const url = (schemes: string[], example: string) =>
  z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
        error: `must be a URL such as ${example}`,
      })
      .optional(),
  );

/**
 * Settings of a Holdfast process, as environment variables. Parsed once; nothing else reads `process.env`.
 * `DATABASE_URL` and `HOLDFAST_SECRET` are required here because `npm start` fills them in where they are absent.
 */
const envSchema = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/holdfast').pipe(
    z.string({ error: 'is missing: name the PostgreSQL database, or use npm start, which brings one' }),
  ),
  PORT: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce
      .number({ error: 'must be a port number from 1 to 65535' })
      .int()
      .min(1, { error: 'must be a port number from 1 to 65535' })
      .max(65535, { error: 'must be a port number from 1 to 65535' })
      .default(3000),
  ),
  HOLDFAST_URL: url(['http:', 'https:'], 'https://holdfast.example.com'),
  HOLDFAST_SECRET: text.pipe(
    z
      .string({ error: 'is missing: give 32 or more random characters' })
      .min(32, { error: 'is too short: give 32 or more random characters' }),
  ),
  HOLDFAST_HOME: text.pipe(z.string().default('.holdfast')),
  HOLDFAST_ROLE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['all', 'web', 'worker'], { error: 'must be all, web or worker' }).default('all'),
  ),
  HOLDFAST_RETENTION_DAYS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce
      .number({ error: 'must be a number of days, 90 or more' })
      .int({ error: 'must be a whole number of days' })
      .min(90, { error: 'must be 90 or more: incidents look back that far' })
      .max(36_500, { error: 'must be 36500 or less' })
      .default(400),
  ),
  HOLDFAST_RELEASE_SECOND_PERSON: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .enum(secondPersonPolicies, { error: `must be ${secondPersonPolicies.join(', ')}` })
      .default('destructive'),
  ),
  HOLDFAST_BOOTSTRAP_TOKEN: text.pipe(
    z
      .string()
      .startsWith('hf_', { error: 'must begin with hf_' })
      .min(35, { error: 'is too short' })
      .optional(),
  ),
  XEM_TRANSPORT: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['http', 'cli'], { error: 'must be http or cli' }).default('http'),
  ),
  XEM_CLI: text,
  XEM_BASE_URL: url(['http:', 'https:'], 'https://api.example.com/my-project/v1'),
  XEM_API_KEY: text,
  XEM_API_KEY_EXECUTION: text,
  XEM_API_KEY_MANAGEMENT: text,
  XEM_API_KEY_INFERENCE: text,
  XEM_PROFILE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(profileNames, { error: `must be ${profileNames.join(' or ')}` }).default('xerotier'),
  ),
  XEM_CONTRACT_FILE: text,
  /** Two, with a comma between them, while one takes the place of the other. */
  XEM_WEBHOOK_SECRET: z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((it) => it.trim())
            .filter((it) => it !== '')
        : [],
    z
      .array(z.string().min(16, { error: 'is too short: a secret has 16 or more characters' }))
      .max(2, { error: 'names more than two secrets' }),
  ),
  TRACES_URL: url(['http:', 'https:'], 'https://traces.example.com/search?q={execution_id}'),
  LOG_LEVEL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
      .default('info'),
  ),
});

export type Env = z.infer<typeof envSchema>;

const xemEnvSchema = envSchema.pick({
  XEM_TRANSPORT: true,
  XEM_CLI: true,
  XEM_BASE_URL: true,
  XEM_API_KEY: true,
  XEM_API_KEY_EXECUTION: true,
  XEM_API_KEY_MANAGEMENT: true,
  XEM_API_KEY_INFERENCE: true,
  XEM_PROFILE: true,
  XEM_CONTRACT_FILE: true,
});

/** Throws `invalid_input` whose message is one sentence a variable; values are never repeated in it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  return parseWith(envSchema, source);
}

/** For a command that needs XEM and nothing else of ours. */
export function parseXemEnv(source: Record<string, string | undefined>): z.infer<typeof xemEnvSchema> {
  return parseWith(xemEnvSchema, source);
}

function parseWith<Settings>(
  schema: z.ZodType<Settings>,
  source: Record<string, string | undefined>,
): Settings {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  throw new AppError('invalid_input', sentences.join(' '), { details: { variables: sentences } });
}

let cached: Env | undefined;

export function readEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
