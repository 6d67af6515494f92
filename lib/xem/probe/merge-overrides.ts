import { type ContractOverrides, parseOverrides } from '@/lib/xem/wire/overrides';

/** What was found beside what was known: an entry that was found goes before one that was written. */
export function mergeOverrides(known: ContractOverrides, found: ContractOverrides): ContractOverrides {
  const entries = Object.entries(found).map(([section, value]) => {
    const before: unknown = Reflect.get(known, section);
    const areSections = isSection(before) && isSection(value);
    return [section, areSections ? { ...before, ...value } : value];
  });
  return parseOverrides({ ...known, ...Object.fromEntries(entries) });
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
