import { expect, test } from 'vitest';
import { readCliFailure } from '@/lib/xem/cli/read-cli-failure';
import { redactor } from '@/lib/xem/redact';
import { contract } from '@/lib/xem/wire/contract';

const call = { operation: 'pauseExec', path: 'xeroctl agents pause-exec', requestId: null } as const;
const read = (errorText: string, text = '', exitCode = 1) =>
  readCliFailure(call, { exitCode, errorText, text }, { contract, redact: redactor([], contract) });

test.each([
  ['Error: 404 Not Found: agent agt_1 not found', 'not_found'],
  ['Error: agent agt_1 not found', 'not_found'],
  ['error: HTTP 409: already decided', 'conflict'],
  ['Request failed (503)', 'xem_unreachable'],
  ['Error: status code 429', 'xem_rate_limited'],
  ['Error: Invalid API key provided', 'xem_rejected'],
  ["Error: API key lacks the 'management' scope", 'xem_rejected'],
  ['Error: could not connect to api.example.com: connection refused', 'xem_unreachable'],
  ["Error: Unknown option '--workspace'", 'xem_unsupported'],
  ["Error: Unknown command 'agents pause-exec'", 'xem_unsupported'],
  ['Error: no deployment is set up', 'xem_rejected'],
  ['', 'xem_rejected'],
  ['Error: 4041 calls are waiting', 'xem_rejected'],
])('%s is %s', (said, code) => {
  expect(read(said).code).toBe(code);
});

test('the router’s own envelope goes before words, wherever it comes through', () => {
  const envelope = JSON.stringify({
    error: {
      message: "API key lacks the 'management' scope",
      type: 'authentication_error',
      code: 'scope_insufficient',
    },
  });
  for (const failure of [read('Error: 403 Forbidden', envelope), read(`Error: ${envelope}`)]) {
    expect(failure).toMatchObject({
      code: 'xem_scope_insufficient',
      details: { scope: 'management', surface: 'agents' },
    });
  }
});

test('the sentence of the client is passed on, without a key that it may hold', () => {
  expect(read('Error: the keychain has no xero_acme_abcdefgh12345').userMessage).toBe(
    'The command-line client says: the keychain has no [key]',
  );
});
