import type { Contract } from '@/lib/xem/wire/contract';
import { type OperationName, operationNames } from '@/lib/xem/wire/operation-table';

/** What this way to XEM can't do, known without asking, so that nobody is offered it. */
export type XemCapabilities = {
  transport: 'http' | 'cli';
  /** Of what is not there at all: why, as a sentence for people. */
  missing: Partial<Record<OperationName, string>>;
  /** Of what works but leaves something out: what, as a sentence for people. */
  limited: Partial<Record<OperationName, string>>;
};

export function describeHttpCapabilities(contract: Contract): XemCapabilities {
  const missing = operationNames.filter((name) => contract.operations[name].isMissing);
  return {
    transport: 'http',
    missing: Object.fromEntries(missing.map((name) => [name, 'This router does not offer it.'])),
    limited: {},
  };
}

export function describeCliCapabilities(contract: Contract): XemCapabilities {
  const said = (of: 'missing' | 'limit') =>
    Object.fromEntries(
      operationNames.flatMap((name) => {
        const sentence = contract.cli[name][of];
        return sentence === undefined ? [] : [[name, sentence]];
      }),
    );
  return { transport: 'cli', missing: said('missing'), limited: said('limit') };
}
