import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/errors';

const sealedSchema = z.object({ sealed: z.string() });

/**
 * Answers are kept for a day so that a repeated request gets the same one, and some hold a token that is shown only
 * once. So they lie encrypted: who reads the table, or a backup of it, learns no token.
 */
export function sealAnswer(secret: string, identity: string, body: unknown): { sealed: string } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce).setAAD(Buffer.from(identity));
  const text = Buffer.concat([cipher.update(JSON.stringify(body), 'utf8'), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') };
}

/** Throws `conflict` when the answer was sealed with another secret. */
export function openAnswer(secret: string, identity: string, stored: unknown): unknown {
  try {
    const bytes = Buffer.from(sealedSchema.parse(stored).sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(identity))
      .setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8'));
  } catch (cause) {
    throw new AppError(
      'conflict',
      'This request was carried out already, but its answer can no longer be read',
      { cause },
    );
  }
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'holdfast idempotency answers', 32));
}
