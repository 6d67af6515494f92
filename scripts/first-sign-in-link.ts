import { issueFirstSignInLink } from '@/lib/auth/server/issue-first-sign-in-link';
import { connectDatabase } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { runCommand } from './lib/run-command';

/** Prints the link that signs the first admin in, or nothing once an admin has a password. */
await runCommand(async () => {
  const env = readEnv();
  const db = connectDatabase(env.DATABASE_URL, { poolSize: 1 });
  try {
    const link = await issueFirstSignInLink(db, env);
    if (link) console.log(link);
  } finally {
    await db.$disconnect();
  }
  return 0;
});
