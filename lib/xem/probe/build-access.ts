import { type Asked, isAnswer, isNotThere, isRefusal } from '@/lib/xem/probe/asked';
import type { KeyFinding, OperationFinding, SurfaceFinding } from '@/lib/xem/probe/probe-report';
import { readRefusal } from '@/lib/xem/refusal';
import type { Contract } from '@/lib/xem/wire/contract';
import { operations, type Scope, type Surface, scopes, surfaceNames } from '@/lib/xem/wire/operation-table';

/** What is lost without a surface. */
export const costs: Record<Surface, string> = {
  exec: 'Executions and calls are not seen: no triage, no timeline, no corrective call.',
  approvals: 'Waiting approvals are not seen and cannot be decided here.',
  agents: 'Agents are not seen and cannot be stopped: no containment.',
  exports: 'No archive of executions can be attached to a postmortem.',
  health: 'The health of the router is not shown.',
  workspaces: 'Workspaces show by their ids, and who serves one is known from agents and executions alone.',
  chats: 'Branches of a chat are not listed as a way back.',
  keys: 'A leaked key has to be revoked in the dashboard.',
  webhooks: 'The subscription has to be made in the dashboard; until then news come with the next poll.',
};

export function buildKeys(asked: readonly Asked[], contract: Contract): KeyFinding[] {
  const tries = asked.filter((it) => it.purpose === 'surface');
  return [...new Set(tries.map((it) => it.keyName))].map((keyName) => {
    const own = tries.filter((it) => it.keyName === keyName);
    const answered = own.filter((it) => it.status !== null && it.status < 500 && !it.isWebPage);
    const carried = (scope: Scope) => {
      const about = own.filter((it) => contract.surfaces[operations[it.operation].surface].scope === scope);
      if (about.some(isAnswer)) return 'carried';
      return about.some((it) => isRefusal(it, 403)) ? 'lacking' : 'unknown';
    };
    return {
      keyName,
      isAccepted: answered.length === 0 ? null : answered.some((it) => it.status !== 401),
      scopes: {
        execution: carried('execution'),
        management: carried('management'),
        inference: carried('inference'),
      },
    };
  });
}

export function buildSurfaces(asked: readonly Asked[]): SurfaceFinding[] {
  return surfaceNames.map((surface) => {
    const own = asked.filter(
      (it) => it.purpose === 'surface' && operations[it.operation].surface === surface,
    );
    const best = own.find(isAnswer) ?? own.find((it) => isRefusal(it, 403)) ?? own[0];
    const verdict = verdictOf(best);
    return {
      surface,
      verdict,
      said: describeAnswer(best),
      cost: verdict === 'answers' ? null : costs[surface],
    };
  });
}

function verdictOf(asked: Asked | undefined): SurfaceFinding['verdict'] {
  if (asked === undefined) return 'fails';
  if (isAnswer(asked)) return 'answers';
  if (isRefusal(asked, 403)) return 'lacks_scope';
  if (isRefusal(asked, 401)) return 'key_refused';
  return isNotThere(asked) ? 'not_there' : 'fails';
}

export function describeAnswer(asked: Asked | undefined): string {
  if (asked === undefined) return 'not asked, for want of a key';
  if (asked.status === null) return `no answer: ${asked.failure ?? 'unknown'}`;
  const { message, code } = readRefusal(asked.body);
  if (asked.isWebPage) return `${asked.status}, a web page`;
  const said = message ?? (asked.status === 200 && asked.body === undefined ? 'no JSON' : '');
  return [String(asked.status), code, said].filter((it) => it !== null && it !== '').join(' ');
}

/** The routes that were looked at beyond the surfaces. */
export function buildOperations(asked: readonly Asked[]): OperationFinding[] {
  return asked
    .filter((it) => it.purpose === 'detail')
    .map((it) => ({
      operation: it.operation,
      path: it.path,
      answers: isAnswer(it),
      said: describeAnswer(it),
    }));
}

/** The scope that a refusal names where it is another than the table's. */
export function scopeNamedOtherwise(
  asked: readonly Asked[],
  surface: Surface,
  contract: Contract,
): Scope | null {
  const assumed = contract.surfaces[surface].scope;
  for (const it of asked) {
    if (it.purpose !== 'surface' || !isRefusal(it, 403) || operations[it.operation].surface !== surface)
      continue;
    const named = scopes.filter((scope) => readRefusal(it.body).message?.includes(scope));
    const [only, another] = named;
    if (only !== undefined && another === undefined && only !== assumed) return only;
  }
  return null;
}
