import { usualVariants, type Variants } from '@/lib/simulator/http/variants';
import { operationNames, scopes } from '@/lib/xem/wire/operation-table';

type Choices = { [name in keyof Variants]: readonly string[] };

const choices: Choices = {
  lists: ['object', 'array', 'named', 'items', 'cursor', 'offset', 'offset-alone'],
  clamps: ['true', 'false'],
  references: ['flat', 'nested'],
  times: ['iso', 'seconds', 'milliseconds'],
  otherRoutes: operationNames,
  missing: operationNames,
  pauseNames: ['either', 'id', 'name', 'query'],
  unknownKeys: ['ignored', 'refused'],
  decidedTwice: ['409', '400', '422'],
  unknownId: ['404', '400', '422'],
  pauseScope: scopes,
  showsPause: ['true', 'false'],
  signature: ['hex', 'sha256='],
  signatureKey: ['text', 'decoded'],
  deliveries: ['messy', 'tidy'],
  agentIds: ['prefixed', 'uuid'],
  workspacesBy: ['id', 'name'],
  pausedInvoke: ['elsewhere', 'queue', '409', '503'],
  idempotencyKeys: ['true', 'false'],
  inlineOutput: ['beginning', 'whole'],
  exportLines: ['record', 'columns'],
  executionIds: ['own', 'invocation'],
  ids: ['prefixed', 'uuid'],
  onTimeout: ['escalate', 'reject', 'approve', 'expire'],
  leaseMisses: ['1', '2', '3', '4', '5', '6'],
  wholeResume: ['leaves', 'lifts'],
};

/** From texts such as `lists=offset` and `missing=listChats,listTools`; a string says what is wrong with one. */
export function readVariants(texts: readonly string[]): Partial<Variants> | string {
  const read: Record<string, unknown> = {};
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    if (!isVariant(name)) return `there is no variant ${name}; there are ${Object.keys(choices).join(', ')}`;
    const values = Array.isArray(usualVariants[name]) ? rest.join('=').split(',') : [rest.join('=')];
    const odd = values.find((value) => !choices[name].includes(value));
    if (odd !== undefined) return `${name} is one of ${choices[name].join(', ')}`;
    read[name] = typed(usualVariants[name], values);
  }
  return read;
}

function isVariant(name: string): name is keyof Variants {
  return Object.hasOwn(choices, name);
}

/** In the kind of the usual value. */
function typed(usual: Variants[keyof Variants], values: string[]): unknown {
  const [value = ''] = values;
  if (Array.isArray(usual)) return values;
  if (typeof usual === 'number') return Number(value);
  return typeof usual === 'boolean' ? value === 'true' : value;
}
