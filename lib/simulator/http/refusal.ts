/** An answer that is a refusal, in the vendor's envelope of exactly four keys; `code` is often left out. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    type: string,
    message: string,
    more: { code?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = more.code ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }

  toResponse(): Response {
    const error = {
      message: this.message,
      type: this.type,
      ...(this.code === null ? {} : { code: this.code }),
      param: null,
      ...(this.retryAfterSeconds === null ? {} : backOff(this.retryAfterSeconds)),
    };
    const headers = this.retryAfterSeconds === null ? {} : { 'Retry-After': String(this.retryAfterSeconds) };
    return Response.json({ error }, { status: this.status, headers });
  }
}

function backOff(seconds: number) {
  return {
    retry_after: seconds,
    retry_strategy: {
      type: 'exponential',
      initial_delay_ms: seconds * 1000,
      max_delay_ms: 60_000,
      multiplier: 2,
      jitter: true,
    },
  };
}

/** Of what the documentation tells no status for. */
const undocumented = ['invocation', 'execution', 'approval', 'agent'];

export class UnknownThing extends Refusal {
  readonly what: string;

  constructor(what: string, id: string, more: { code?: string }) {
    super(404, 'not_found_error', `${what} ${id} not found`, more);
    this.what = what;
  }

  /** As a router says it that has another status for it; then the code alone tells what is meant. */
  under(status: number): Refusal {
    if (status === this.status || !undocumented.includes(this.what)) return this;
    return new Refusal(status, 'invalid_request_error', this.message, { code: `${this.what}_not_found` });
  }
}

/** Not every controller sets a code; those for approvals and agents don't. */
export function unknownThing(what: string, id: string, more: { code?: string } = {}): UnknownThing {
  return new UnknownThing(what, id, more);
}

export function invalidBody(message: string): Refusal {
  return new Refusal(400, 'invalid_request_error', message, { code: 'invalid_body' });
}
