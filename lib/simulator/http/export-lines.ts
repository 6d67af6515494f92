import { presentExecution } from '@/lib/simulator/http/present';
import { reshaped } from '@/lib/simulator/http/reshape';
import type { Variants } from '@/lib/simulator/http/variants';
import type { Shelf } from '@/lib/simulator/world/ledger';
import type { Execution, ExportJob, World } from '@/lib/simulator/world/world';

/** Oldest first, each the execution record with what was decided about it. */
export function linesOf(world: World, executions: Iterable<Execution>, variants: Variants): string {
  let text = '';
  for (const execution of executions) {
    const record = presentExecution(world, execution);
    const approval =
      typeof record.approval_id === 'string' ? world.approvals.get(record.approval_id) : undefined;
    const decision = {
      approval_status: approval?.status ?? null,
      approval_resolved_by: approval?.resolvedBy ?? null,
    };
    const line = reshaped({ ...record, output: execution.output, ...decision }, variants);
    text += `${JSON.stringify(variants.exportLines === 'record' ? line : columnsOf(line))}\n`;
  }
  return text;
}

/** Without anything inside anything: an argument `kind` is the column `arguments_kind`. */
function columnsOf({ arguments: given, ...columns }: Record<string, unknown>): Record<string, unknown> {
  const ofArguments = Object.entries(typeof given === 'object' && given !== null ? given : {});
  return { ...columns, ...Object.fromEntries(ofArguments.map(([name, it]) => [`arguments_${name}`, it])) };
}

/** Ranks on the shelf of the past between which the starts lie: from the first to before the second. */
export function ranksBetween(past: Shelf<Execution>, from: number, until: number): [number, number] {
  return [
    firstRank(past, (startedAt) => startedAt <= until),
    firstRank(past, (startedAt) => startedAt < from),
  ];
}

function firstRank(past: Shelf<Execution>, isThere: (startedAt: number) => boolean): number {
  let [low, high] = [0, past.size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = past.newest(middle);
    if (item !== undefined && isThere(item.startedAt)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const linesAtOnce = 500;

/** The past is told while it is read, as fast as somebody reads; a month of it may be a gigabyte. */
export function streamExport(
  world: World,
  { pastRanks: [newest, oldest], ndjson }: ExportJob,
  variants: Variants,
): ReadableStream {
  const past = world.executions.behind;
  const encoder = new TextEncoder();
  let rank = oldest;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (rank <= newest) {
        if (ndjson !== '') controller.enqueue(encoder.encode(ndjson));
        controller.close();
        return;
      }
      const piece: Execution[] = [];
      while (rank > newest && piece.length < linesAtOnce) {
        rank -= 1;
        piece.push(...[past.newest(rank)].filter((it) => it !== undefined));
      }
      controller.enqueue(encoder.encode(linesOf(world, piece, variants)));
    },
  });
}
