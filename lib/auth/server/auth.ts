import 'server-only';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { magicLink } from 'better-auth/plugins';
import { publicUrl } from '@/lib/auth/public-url';
import { freshSignInSeconds, linkRateLimit, signInLinkSeconds } from '@/lib/auth/sign-in-limits';
import type { Database } from '@/lib/db/client';
import type { Env } from '@/lib/env';
import { logger } from '@/lib/observability/logger';

type AuthSettings = Pick<Env, 'HOLDFAST_SECRET' | 'HOLDFAST_URL' | 'PORT'>;

/**
 * Sign-in by password or one-time link. Nobody signs up: people are invited, which makes their user row and a link.
 * `deliverLink` receives each new link; the HTTP route for asking one is off, as there is no mail server.
 */
export function createAuth(
  db: Database,
  env: AuthSettings,
  deliverLink: (link: { email: string; token: string }) => void = () => {},
) {
  return betterAuth({
    baseURL: publicUrl(env),
    secret: env.HOLDFAST_SECRET,
    trustedOrigins: env.HOLDFAST_URL ? [] : [`http://127.0.0.1:${env.PORT}`],
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    advanced: { database: { generateId: false }, cookiePrefix: 'holdfast' },
    disabledPaths: ['/sign-in/magic-link', '/sign-up/email'],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: {
      expiresIn: 7 * 24 * 60 * 60,
      updateAge: 24 * 60 * 60,
      freshAge: freshSignInSeconds,
      additionalFields: { provenAt: { type: 'date', required: false, input: false } },
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: false, defaultValue: 'viewer', input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Whatever way of signing in there is, or will be: who is disabled gets no session.
          before: async ({ userId }) => {
            const person = await db.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
            return person !== null && person.disabledAt === null;
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: signInLinkSeconds,
        disableSignUp: true,
        storeToken: 'hashed',
        rateLimit: linkRateLimit,
        sendMagicLink: ({ email, token }) => deliverLink({ email, token }),
      }),
    ],
    telemetry: { enabled: false },
    logger: { log: toLog },
  });
}

function toLog(level: 'debug' | 'info' | 'warn' | 'error', message: string, ...facts: unknown[]): void {
  const err = facts.find((fact) => fact instanceof Error);
  logger()[level]({ from: 'sign-in', ...(err && { err }) }, message);
}

export type Auth = ReturnType<typeof createAuth>;
