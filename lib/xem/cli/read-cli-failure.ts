import { AppError } from '@/lib/errors';
import type { Collected } from '@/lib/xem/cli/collect-answer';
import type { CallTrace } from '@/lib/xem/exchange';
import { noAgentCode, unreachable, unsupported } from '@/lib/xem/failures';
import type { Redact } from '@/lib/xem/redact';
import { failureOf, type Refusal, readRefusal } from '@/lib/xem/refusal';
import type { Contract } from '@/lib/xem/wire/contract';

type Context = { contract: Contract; redact: Redact };

/**
 * What a command that failed means. Neither its exit codes nor its messages are documented, so this reads
 * the router's own envelope where it comes through, then a status, then words.
 */
export function readCliFailure(
  call: CallTrace,
  ended: Omit<Collected, 'text'> & { text?: string },
  context: Context,
): AppError {
  const said = firstLine(context.redact(ended.errorText)) || `ended with ${ended.exitCode}`;
  const refusal = refusalIn(ended.text ?? '') ?? refusalIn(ended.errorText) ?? readRefusal(null);
  const status = statusIn(ended.errorText) ?? statusOfCode(refusal) ?? statusOfWords(said);
  if (status === null) {
    if (isUsageError(said)) {
      return unsupported(call.operation, `This version of the command-line client cannot do it: ${said}`);
    }
    if (isNetworkFailure(said)) return unreachable(call, new Error(said));
    return new AppError('xem_rejected', `XEM ${call.operation}: ${said}`, {
      userMessage: `The command-line client says: ${said}`,
      details: { ...call, exitCode: ended.exitCode },
    });
  }
  const { retryAfterMs } = refusal;
  return failureOf(call, { status, refusal, said, retryAfterMs, isWebPage: false }, context);
}

export function isUsageError(said: string): boolean {
  return /unknown (option|flag|command|subcommand|argument)|unexpected argument|unrecogni[sz]ed/i.test(said);
}

function firstLine(text: string): string {
  const line = text.split('\n').find((it) => it.trim() !== '') ?? '';
  return line
    .trim()
    .replace(/^error:\s*/i, '')
    .slice(0, 500);
}

function refusalIn(text: string): Refusal | null {
  const begin = text.indexOf('{');
  if (begin === -1) return null;
  try {
    const refusal = readRefusal(JSON.parse(text.slice(begin, text.lastIndexOf('}') + 1)));
    return refusal.message === null && refusal.code === null ? null : refusal;
  } catch {
    return null;
  }
}

/** A number of three digits that stands where a status would, not any: ids and counts have digits too. */
function statusIn(text: string): number | null {
  const found =
    /(?:^|error:\s*|http[ /:]*(?:1\.1 |2 )?|status[ :=]*(?:code[ :=]*)?|\()([45]\d\d)(?=\D|$)/im.exec(text);
  return found === null ? null : Number(found[1]);
}

function statusOfCode({ code }: Refusal): number | null {
  if (code === null) return null;
  if (code === 'scope_insufficient' || code === 'cross_project_access') return 403;
  if (code === noAgentCode) return 503;
  return code.endsWith('_not_found') ? 404 : 400;
}

function statusOfWords(said: string): number | null {
  if (/invalid api key|unauthori[sz]ed/i.test(said)) return 401;
  if (/scope|forbidden/i.test(said)) return 403;
  if (/not found/i.test(said) && !/command not found/i.test(said)) return 404;
  if (/already|conflict/i.test(said)) return 409;
  return /rate limit|too many requests/i.test(said) ? 429 : null;
}

function isNetworkFailure(said: string): boolean {
  return /connect|refused|resolve|timed? ?out|unreachable|network|tls|certificate/i.test(said);
}
