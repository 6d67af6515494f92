import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const accessSchema = z.object({
  port: z.number().optional(),
  adminPassword: z.string(),
  password: z.string(),
});

export type Access = z.infer<typeof accessSchema>;

/** Passwords of the embedded server, made once and kept with the data they open, and the port it had last. */
export function readAccess(home: string): Access {
  const path = accessPath(home);
  if (existsSync(path)) return accessSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const access = { adminPassword: newPassword(), password: newPassword() };
  writeAccess(home, access);
  return access;
}

export function writeAccess(home: string, access: Access): void {
  writeFileSync(accessPath(home), JSON.stringify(access), { mode: 0o600 });
}

function accessPath(home: string): string {
  return join(home, 'database.json');
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
