import { describeCliCapabilities } from '@/lib/xem/capabilities';
import { type CliOptions, createCliExchange } from '@/lib/xem/cli/exchange';
import { createXem } from '@/lib/xem/create-xem';
import { type GuardOptions, guardExchange } from '@/lib/xem/guard-exchange';
import { type Contract, contract as usualContract } from '@/lib/xem/wire/contract';
import type { Xem } from '@/lib/xem/xem';

/** XEM through its command-line client, for sites that have nothing but one that is set up. */
export function createCliXem(options: CliOptions & GuardOptions & { contract?: Contract }): Xem {
  const { contract = usualContract } = options;
  // What the router wants of a request is the client's business; ours are its flags, as the table names them.
  const spoken: Contract = {
    ...usualContract,
    profile: contract.profile,
    cli: contract.cli,
    fields: contract.fields,
    collections: contract.collections,
    nextCursor: contract.nextCursor,
    pauseBody: { form: 'name', workspaceId: 'workspace', workspaceName: 'workspace' },
  };
  const exchange = guardExchange(createCliExchange(options, spoken), options);
  return createXem(exchange, spoken, describeCliCapabilities(spoken));
}
