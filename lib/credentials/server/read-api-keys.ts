import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { ApiKey, ApiKeyList } from '@/lib/credentials/api-key-schema';
import { type OwnKeys, settingsThatUse, shownStart } from '@/lib/credentials/own-keys';
import type { XemApiKey } from '@/lib/xem/api-key';

const mostPages = 20;

/** All keys of the project as XEM lists them now, never their secrets. */
export async function readApiKeys(context: Context, own: OwnKeys): Promise<ApiKeyList> {
  requireRole(context, 'responder');
  const keys = await listAllKeys(context);
  const isOwnUseUnknown =
    Object.values(own).every((key) => key === undefined) ||
    keys.some(({ prefix, isActive }) => isActive !== false && shownStart(prefix) === null);
  return { data: keys.map((key) => toApiKey(key, own)), isOwnUseUnknown };
}

export async function listAllKeys({ xem }: Pick<Context, 'xem'>): Promise<XemApiKey[]> {
  const keys: XemApiKey[] = [];
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const page: Awaited<ReturnType<typeof xem.listApiKeys>> = await xem.listApiKeys({
      limit: 100,
      ...(after !== null && { after }),
    });
    keys.push(...page.items);
    after = page.nextAfter;
    if (after === null) break;
  }
  return keys;
}

function toApiKey(key: XemApiKey, own: OwnKeys): ApiKey {
  const { keyId, name, prefix, scopes, isActive } = key;
  return {
    keyId,
    name,
    prefix,
    scopes,
    isActive,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    createdAt: key.createdAt?.toISOString() ?? null,
    usedBy: settingsThatUse(prefix, own),
  };
}
