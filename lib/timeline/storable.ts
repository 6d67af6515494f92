/**
 * A value as the database will give it back: through JSON once, and without what PostgreSQL refuses or alters in text
 * (NUL, lone surrogates), and without the one key that objects can't hold. Facts come from outside; one odd byte must not keep an entry out of the log, nor break its hash.
 */
export function storable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) => {
    if (typeof item === 'string') return storableText(item);
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [storableKey(key), inner]));
  });
}

export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

function storableKey(key: string): string {
  return key === '__proto__' ? '__proto' : storableText(key);
}
