import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type CliCommand, cliCommands } from '@/lib/xem/wire/cli-table';
import type { Contract } from '@/lib/xem/wire/contract';
import { type FieldEntry, fields, type RecordName, recordNames } from '@/lib/xem/wire/field-table';
import type { Mark } from '@/lib/xem/wire/mark';
import {
  type Operation,
  operationNames,
  operations,
  type Route,
  scopes,
  surfaceNames,
} from '@/lib/xem/wire/operation-table';
import {
  approvalStatuses,
  callStatuses,
  errorCodes,
  exportStatuses,
  risks,
  wordsOf,
} from '@/lib/xem/wire/words';

/** What a deployment knows better than the table. Names are those of the table; what isn't named stays. */

const name = z.string().trim().min(1);
const names = z.array(name).min(1);
const path = z.templateLiteral(['/', z.string()]);
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const pageStyle = z.enum(['cursor', 'offset']);

/** The router's word to the table's. */
const wordsFor = <Word extends string>(table: Readonly<Record<Word, Mark>>) =>
  z.record(name, z.enum(wordsOf(table))).exactOptional();

const fieldOverrides = Object.fromEntries(
  recordNames.map((record) => {
    const known = Object.keys(fields[record]) as [string, ...string[]];
    return [record, z.partialRecord(z.enum(known), names).optional()];
  }),
);

const overridesSchema = z.strictObject({
  /** Free text, such as which router was asked and when. */
  about: z.string().optional(),
  /** Null says that this router lacks the operation. */
  operations: z
    .partialRecord(
      z.enum(operationNames),
      z.strictObject({ method: method.exactOptional(), path: path.exactOptional() }).nullable(),
    )
    .optional(),
  /** Null says that this installation's client lacks it; anything else, that it can do it. */
  cli: z
    .partialRecord(
      z.enum(operationNames),
      z.strictObject({ args: names, flags: z.record(name, name).exactOptional() }).nullable(),
    )
    .optional(),
  surfaces: z.partialRecord(z.enum(surfaceNames), z.strictObject({ scope: z.enum(scopes) })).optional(),
  /** Tried before the names of the table. */
  fields: z.strictObject(fieldOverrides).optional(),
  collections: z.partialRecord(z.enum(recordNames), names).optional(),
  /** What this router says to what the table says; the record as it came keeps the router's word. */
  statuses: z
    .strictObject({
      execution: wordsFor(callStatuses),
      invocation: wordsFor(callStatuses),
      approval: wordsFor(approvalStatuses),
      export: wordsFor(exportStatuses),
    })
    .optional(),
  risks: wordsFor(risks),
  errorCodes: wordsFor(errorCodes),
  approvalTimeoutSeconds: z.partialRecord(z.enum(wordsOf(risks)), z.int().min(1)).optional(),
  leaseRenewalMs: z.int().min(1).optional(),
  leaseMissesUntilOffline: z.int().min(1).optional(),
  page: z
    .strictObject({
      style: pageStyle,
      styles: z.partialRecord(z.enum(operationNames), pageStyle),
      limit: name,
      after: name,
      offset: name,
      maxLimit: z.int().min(1).max(1_000),
    })
    .partial()
    .optional(),
  nextCursor: names.optional(),
  headers: z.strictObject({ requestId: name, retryAfter: name }).partial().optional(),
  webhook: z
    .strictObject({
      signatureHeader: name,
      timestampHeader: name,
      maxAgeSeconds: z.int().min(1).max(86_400),
      testEvent: name,
      events: names,
      reservedEvents: z.array(name),
    })
    .partial()
    .optional(),
  pauseBody: z
    .strictObject({
      form: z.enum(['any', 'id', 'name', 'query']),
      workspaceId: name,
      workspaceName: name,
    })
    .partial()
    .optional(),
  invocationBody: z.strictObject({ workspaceId: name, toolName: name, arguments: name }).partial().optional(),
  rotationBody: z.strictObject({ reason: name }).partial().optional(),
  webhookBody: z
    .strictObject({ url: name, events: name, description: name, isActive: name })
    .partial()
    .optional(),
  decisionBody: z.strictObject({ note: name, reason: name, confirm: name }).partial().optional(),
  exportBody: z.strictObject({ start: name, end: name, format: name }).partial().optional(),
});

export type ContractOverrides = z.infer<typeof overridesSchema>;

/** Throws `invalid_input` that names every entry which can't be used. */
export function parseOverrides(value: unknown): ContractOverrides {
  const parsed = overridesSchema.safeParse(value);
  const complaints = parsed.success
    ? misplacedParameters(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  if (!parsed.success || complaints.length > 0) {
    throw new AppError('invalid_input', complaints.join('; '), { details: { entries: complaints } });
  }
  return parsed.data;
}

/** A path without its parameter would do the same thing to every agent. */
function misplacedParameters(overrides: ContractOverrides): string[] {
  const commands = operationNames.flatMap((operation) => {
    const given = overrides.cli?.[operation]?.args.join(' ');
    const wanted = parametersOf(cliCommands[operation].args.join(' '));
    if (given === undefined || parametersOf(given) === wanted) return [];
    return [`cli.${operation}.args: must hold ${wanted || 'no parameter'}`];
  });
  const paths = operationNames.flatMap((operation) => {
    const given = overrides.operations?.[operation]?.path;
    if (given === undefined || parametersOf(given) === parametersOf(operations[operation].path)) return [];
    const wanted = parametersOf(operations[operation].path) || 'no parameter';
    return [`operations.${operation}.path: must hold ${wanted}`];
  });
  return [...paths, ...commands];
}

function parametersOf(text: string): string {
  return (text.match(/\{\w+\}/g) ?? []).sort().join(' and ');
}

export function applyOverrides(contract: Contract, overrides: ContractOverrides): Contract {
  const {
    about: _,
    operations: routes,
    cli,
    surfaces,
    fields: aliases,
    collections,
    statuses,
    risks: riskWords,
    errorCodes: codeWords,
    ...rest
  } = overrides;
  const changed: Contract = {
    ...contract,
    collections: { ...contract.collections, ...collections },
    synonyms: {
      statuses: merge(contract.synonyms.statuses, statuses),
      risks: { ...contract.synonyms.risks, ...riskWords },
      errorCodes: { ...contract.synonyms.errorCodes, ...codeWords },
    },
    surfaces: merge(contract.surfaces, surfaces),
    operations: { ...contract.operations },
    cli: { ...contract.cli },
    fields: { ...contract.fields },
  };
  for (const operation of operationNames) {
    const route = routes?.[operation];
    const said = cli?.[operation];
    if (said !== undefined) changed.cli[operation] = respoken(contract.cli[operation], said);
    if (route !== undefined) changed.operations[operation] = rerouted(contract.operations[operation], route);
  }
  for (const record of recordNames) addAliases(changed.fields, record, aliases?.[record] ?? {});
  return merge(changed, rest);
}

function rerouted(entry: Operation, route: Partial<Route> | null): Operation {
  // What is known needs no alternatives.
  const { or: _, ...known } = entry;
  if (route === null) return { ...known, isMissing: true };
  return { ...known, method: route.method ?? known.method, path: route.path ?? known.path };
}

function respoken(
  entry: CliCommand,
  said: { args: string[]; flags?: Record<string, string> } | null,
): CliCommand {
  if (said === null) return { ...entry, missing: 'The command-line client of this installation lacks it.' };
  const { missing: _, ...known } = entry;
  return { ...known, ...said };
}

function addAliases(
  table: Contract['fields'],
  record: RecordName,
  aliases: Record<string, string[] | undefined>,
): void {
  const known: Record<string, FieldEntry> = { ...table[record] };
  for (const [field, added] of Object.entries(aliases)) {
    const entry = known[field];
    const [first, ...others] = added ?? [];
    if (entry === undefined || first === undefined) continue;
    const [mark, ...usual] = entry;
    known[field] = [mark, first, ...others, ...usual];
  }
  Object.assign(table, { [record]: known });
}

/** One level deep: the entries of a section replace those of the same name, and what has no entries is replaced. */
function merge<Table extends object>(table: Table, changes: object | undefined): Table {
  const entries = Object.entries(changes ?? {}).filter(([, value]) => value !== undefined);
  const merged = entries.map(([key, value]) => [
    key,
    typeof value === 'object' && !Array.isArray(value) ? { ...Reflect.get(table, key), ...value } : value,
  ]);
  return { ...table, ...Object.fromEntries(merged) };
}
