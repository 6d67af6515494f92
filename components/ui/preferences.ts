/** What this browser remembers about its reader, in cookies so that the first byte is already right. */
export const preferenceCookies = {
  theme: 'hf-theme',
  times: 'hf-times',
  zone: 'hf-zone',
  keys: 'hf-keys',
  /** Of what has a beginning and an end: oldest or newest first. */
  order: 'hf-order',
  /** Whether notifications show outside the page as well. */
  desktop: 'hf-desktop',
} as const;

export type Preference = keyof typeof preferenceCookies;

const yearSeconds = 365 * 24 * 60 * 60;

export function writePreference(preference: Preference, value: string): void {
  const name = preferenceCookies[preference];
  // By hand: the Cookie Store API is missing on plain HTTP, where many first start this.
  Reflect.set(
    document,
    'cookie',
    `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`,
  );
}

export function readPreference(preference: Preference, cookies: string): string | undefined {
  const name = `${preferenceCookies[preference]}=`;
  const found = cookies.split('; ').find((cookie) => cookie.startsWith(name));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length));
}
