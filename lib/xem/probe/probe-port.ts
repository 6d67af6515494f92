import { type AppError, isAppError } from '@/lib/errors';
import { costs } from '@/lib/xem/probe/build-access';
import type { SurfaceFinding } from '@/lib/xem/probe/probe-report';
import { type Surface, surfaceNames } from '@/lib/xem/wire/operation-table';
import type { Xem } from '@/lib/xem/xem';

/** The mildest question that the port has for each surface; none for those it needs an id for. */
const questions: Partial<Record<Surface, (xem: Xem) => Promise<unknown>>> = {
  exec: (xem) => xem.listExecutions({ limit: 1 }),
  approvals: (xem) => xem.listApprovals({ limit: 1 }),
  agents: (xem) => xem.listAgents({ limit: 1 }),
  exports: (xem) => xem.listExports({ limit: 1 }),
  workspaces: (xem) => xem.listWorkspaces({ limit: 1 }),
  health: (xem) => xem.healthDashboard(),
  keys: (xem) => xem.listApiKeys({ limit: 1 }),
  webhooks: (xem) => xem.listWebhooks({ limit: 1 }),
};

/** What a transport that hides the wire lets us see: which surfaces answer. */
export async function probePort(xem: Xem): Promise<SurfaceFinding[]> {
  const findings: SurfaceFinding[] = [];
  for (const surface of surfaceNames) {
    const ask = questions[surface];
    if (ask !== undefined) findings.push(await tryOne(xem, surface, ask));
  }
  return findings;
}

async function tryOne(
  xem: Xem,
  surface: Surface,
  ask: (xem: Xem) => Promise<unknown>,
): Promise<SurfaceFinding> {
  try {
    await ask(xem);
    return { surface, verdict: 'answers', said: 'answers', cost: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const verdicts: Partial<Record<AppError['code'], SurfaceFinding['verdict']>> = {
      xem_scope_insufficient: 'lacks_scope',
      xem_unsupported: 'not_there',
    };
    const verdict = error.details.httpStatus === 401 ? 'key_refused' : (verdicts[error.code] ?? 'fails');
    return { surface, verdict, said: error.userMessage, cost: costs[surface] };
  }
}
