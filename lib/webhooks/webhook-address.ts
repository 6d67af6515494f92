import { webhookPath } from '@/lib/webhooks/webhook';

/** Where XEM has to send to. */
export const webhookAddress = (publicUrl: string): string => new URL(webhookPath, publicUrl).href;

/** XEM takes https alone; on this machine there is nothing to protect. */
export function isUsableAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname);
}

/** Whether both mean the same place, however they are written. */
export function isSameAddress(one: string | null, other: string): boolean {
  if (one === null || !URL.canParse(one)) return false;
  const normal = (url: URL) =>
    `${url.protocol}//${isLoopback(url.hostname) ? 'localhost' : url.hostname}:${url.port}${url.pathname.replace(/\/$/, '')}`;
  return normal(new URL(one)) === normal(new URL(other));
}

const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
