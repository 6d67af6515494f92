import 'server-only';

/**
 * One instance a process. Next bundles routes and the start hook apart, so a module variable would exist twice;
 * `globalThis` exists once.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const store = globalThis as typeof globalThis & { holdfast?: Map<string, unknown> };
  store.holdfast ??= new Map();
  if (!store.holdfast.has(name)) store.holdfast.set(name, create());
  return store.holdfast.get(name) as Value;
}
