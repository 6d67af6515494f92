import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * XEM tells the secret of a subscription once and signs with it for good, so it must be kept in a form that can be read
 * back: encrypted, and bound to its row, so that who reads the table, or a backup of it, can forge nothing.
 */
export function sealSecret(installationSecret: string, subscriptionId: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(installationSecret), nonce);
  const text = Buffer.concat([
    cipher.setAAD(Buffer.from(subscriptionId)).update(secret, 'utf8'),
    cipher.final(),
  ]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** Null when it was sealed with another secret of the installation: then it is lost, and a new one has to be made. */
export function openSecret(
  installationSecret: string,
  subscriptionId: string,
  sealed: string,
): string | null {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', keyFrom(installationSecret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(subscriptionId))
      .setAuthTag(bytes.subarray(12, 28));
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

function keyFrom(installationSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', installationSecret, '', 'holdfast webhook secrets', 32));
}
