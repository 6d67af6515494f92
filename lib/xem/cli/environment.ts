import type { Contract } from '@/lib/xem/wire/contract';

/** What a program needs to find itself, its configuration, its key store and its way out. */
const passedOn =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TERM|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy|SystemRoot|APPDATA|LOCALAPPDATA|USERPROFILE)$/i;

/** Ours holds the database and other secrets, which are none of another program's business. */
export function environmentFor(
  contract: Contract,
  environment: Record<string, string | undefined>,
): Record<string, string> {
  const { envPrefixes } = contract.profile;
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    const isOurs = /^XEM_(BASE_URL|API_KEY|TRANSPORT|CLI|PROFILE|CONTRACT_FILE|WEBHOOK)/.test(name);
    const isVendors = !isOurs && envPrefixes.some((prefix) => name.startsWith(prefix));
    return value !== undefined && (isVendors || passedOn.test(name)) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
