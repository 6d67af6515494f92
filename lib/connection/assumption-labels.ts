/** What the contract takes for granted where XEM's documentation is silent, by its number in docs/xem.md. */
const labels: Record<string, string> = {
  'A-01': 'Events of webhooks name their ids flat',
  'A-02': 'Lists are objects, paged by limit and after',
  'A-03': 'One execution for each call, which it names',
  'A-04': 'Ids are opaque',
  'A-05': 'Times are ISO 8601 or seconds',
  'A-06': 'A pause is a POST that names the workspace by its id',
  'A-07': 'A call is cancelled by POST, raw output is at /raw',
  'A-08': 'Decided twice is 409, unknown is 404',
  'A-09': 'An unanswered approval escalates or is rejected',
  'A-10': 'Agents need the scope management',
  'A-11': 'A route lists who serves a workspace',
  'A-12': 'A line of an archive is an execution',
  'A-13': 'Webhooks are signed with the secret as text',
  'A-14': 'An agent is offline after three missed renewals of 10 s',
  'A-15': 'Starting a call knows no idempotency key',
  'A-16': 'Calls wait while one workspace is paused',
};

export const assumptionLabel = (id: string): string | null => labels[id] ?? null;
