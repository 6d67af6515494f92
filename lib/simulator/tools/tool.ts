import type { Random } from '@/lib/simulator/random';

export type Tool = {
  name: string;
  description: string;
  risk: 'read' | 'write' | 'destructive' | 'irreversible';
  domain: string;
  timeoutMs: number;
  durationMs: readonly [shortest: number, longest: number];
  failureRate: number;
  /** What it says when it fails. */
  failure: string;
  parameters: Record<string, 'string' | 'boolean' | 'number'>;
  arguments(random: Random): Record<string, unknown>;
  output(random: Random, given: unknown): string;
};

/** One value of what a call was given, as text. */
export function given(values: unknown, name: string): string {
  if (typeof values !== 'object' || values === null) return '';
  const value: unknown = Reflect.get(values, name);
  return value === undefined || value === null ? '' : String(value);
}
