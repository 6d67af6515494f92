import { createHash } from 'node:crypto';
import { reshaped } from '@/lib/simulator/http/reshape';
import type { Variants } from '@/lib/simulator/http/variants';
import type { Happening } from '@/lib/simulator/world/happenings';

export type EventBody = { eventId: string; text: string };

/** A happening as it is sent. The same happening always has the same id, by which receivers tell repeats. */
export function eventBody({ type, at, data }: Happening, variants: Variants): EventBody {
  const eventId = `evt_${createHash('sha256')
    .update(JSON.stringify([type, at, data]))
    .digest('hex')
    .slice(0, 24)}`;
  const flat = reshaped({ ...data }, { ...variants, references: 'flat' });
  const told = variants.references === 'nested' ? nested(flat) : flat;
  const body = { id: eventId, object: 'event', type, created_at: Math.floor(at / 1000), data: told };
  return { eventId, text: JSON.stringify(body) };
}

/** `agent_id: x` as `agent: {id: x}`. */
function nested(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (key === 'tool_name') return ['tool', { name: value }];
      return key.endsWith('_id') && value !== null
        ? [key.slice(0, -'_id'.length), { id: value }]
        : [key, value];
    }),
  );
}
