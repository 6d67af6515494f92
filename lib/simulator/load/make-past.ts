import type { LoadShape } from '@/lib/simulator/load/load-shape';
import { type PastCall, pastCalls } from '@/lib/simulator/load/past-call';
import { counters, namesOf } from '@/lib/simulator/load/past-numbers';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import type { Shelf } from '@/lib/simulator/world/ledger';
import { noPast, type Past } from '@/lib/simulator/world/world';

/** A page asks for each call up to three times: as execution, invocation and approval. */
const remembered = 500;

/** A past of any size in no space: each record is told anew from its number when somebody asks. */
export function makePast(scenario: Scenario, shape: LoadShape, seed: string, endsAt: number): Past {
  if (shape.executions === 0) return noPast;
  const names = namesOf(`${seed}@${endsAt}/${shape.executions}`);
  const { count, tell } = pastCalls(scenario, shape, { seed, endsAt, names });
  const lately = new Map<number, PastCall>();

  function callNumber(call: number): PastCall {
    const known = lately.get(call);
    if (known !== undefined) return known;
    const told = tell(call);
    if (lately.size >= remembered) lately.clear();
    lately.set(call, told);
    return told;
  }

  function shelf<Item>(kind: keyof Past, part: (call: PastCall) => Item | null): Shelf<Item> {
    const counter = counters[kind];
    const size = counter.upTo(count);
    const callOf = (id: string) => {
      const call = names[kind].callOf(id);
      // A number below the count may be of a call that has no record of this kind.
      return call !== null && call < count && part(callNumber(call)) !== null ? call : null;
    };
    return {
      size,
      newest: (rank) =>
        rank < size ? (part(callNumber(counter.callOf(size - 1 - rank))) ?? undefined) : undefined,
      get: (id) => {
        const call = callOf(id);
        return call === null ? undefined : (part(callNumber(call)) ?? undefined);
      },
      rankOf: (id) => {
        const call = callOf(id);
        return call === null ? undefined : size - 1 - counter.upTo(call);
      },
    };
  }

  return {
    invocations: shelf('invocations', (call) => call.invocation),
    executions: shelf('executions', (call) => call.execution),
    approvals: shelf('approvals', (call) => call.approval),
  };
}
