import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cliCommands } from '@/lib/xem/wire/cli-table';
import { type Operation, type OperationName, operations } from '@/lib/xem/wire/operation-table';

const text = readFileSync('docs/xem.md', 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** In the table, and in no method of the port. */
const unused: OperationName[] = ['showWorkspace', 'listChats', 'showChat'];

const documented = Object.keys(operations).filter((name): name is OperationName =>
  unused.every((other) => other !== name),
);

test.each(documented)('%s is documented as it is', (name) => {
  const method = name === 'startInvocation' ? 'invoke' : name;
  const [, , , http, client, httpMark, clientMark] = rows.find((row) => row[2] === `\`${method}\``) ?? [];
  const operation: Operation = operations[name];
  const routes = [operation, ...(operation.or ?? [])].map((route) => `\`${route.method} ${route.path}\``);
  expect(http).toBe(routes.join(' or '));
  expect([httpMark, clientMark]).toEqual([operation.mark, cliCommands[name].mark]);
  const { args, flags = {}, missing } = cliCommands[name];
  if (missing === undefined) {
    const words = [...args, ...Object.keys(flags).map((flag) => `[${flag}]`)];
    expect(client).toBe(`\`${words.join(' ')}\``);
  } else {
    expect(client).toMatch(/^(none|broken there)$/);
  }
});

test('every assumption says how it is handled', () => {
  const ids = Array.from({ length: 16 }, (_, index) => `A-${String(index + 1).padStart(2, '0')}`);
  expect(rows.filter((row) => ids.includes(row[1] ?? '') && row[3] !== '')).toHaveLength(16);
});
