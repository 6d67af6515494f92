import 'server-only';
import { type ScopeRef, seenStateOf } from '@/lib/containment/agent-scope';
import type { StepFailure, StepOutcome } from '@/lib/containment/next-scope-state';
import type { Context } from '@/lib/context';
import { type ErrorCode, isAppError } from '@/lib/errors';
import type { PauseScope } from '@/lib/xem/xem';

type Scope = ScopeRef & { desired: 'paused' | 'running' };

/** Pauses or resumes. What XEM answers is an outcome to record, whatever it is. */
export async function askXem(
  { xem }: Context,
  scope: Scope,
  workspaceName: string | null,
): Promise<StepOutcome> {
  const where: PauseScope =
    scope.workspaceId === null
      ? {}
      : { workspaceId: scope.workspaceId, ...(workspaceName && { workspaceName }) };
  try {
    const receipt =
      scope.desired === 'paused'
        ? await xem.pauseExec(scope.agentId, where)
        : await xem.resumeExec(scope.agentId, where);
    return { outcome: 'accepted', xemRequestId: receipt.requestId };
  } catch (error) {
    return { outcome: 'call_failed', failure: readFailure(error) };
  }
}

export async function lookAtXem(
  { xem }: Context,
  scope: Scope,
  workspaceName: string | null,
): Promise<StepOutcome> {
  try {
    const agent = await xem.showAgent(scope.agentId);
    return { outcome: 'seen', seen: seenStateOf(scope, workspaceName, agent) };
  } catch (error) {
    const failure = readFailure(error);
    // A look changes nothing, so that an answer which can't be read leaves nothing open: XEM does not show it.
    const isUnreadable = failure.code === 'xem_unexpected_answer';
    return { outcome: 'look_failed', failure: isUnreadable ? { ...failure, kind: 'refused' } : failure };
  }
}

const kindOf: Partial<Record<ErrorCode, StepFailure['kind']>> = {
  xem_unreachable: 'unreachable',
  // Something answered that is not XEM, such as a proxy: what we asked may or may not have got through.
  xem_unexpected_answer: 'unreachable',
  xem_rate_limited: 'limited',
};

function readFailure(error: unknown): StepFailure {
  if (!isAppError(error)) throw error;
  const { requestId, retryAfterMs } = error.details;
  // These two say what XEM said, and not who said it.
  const isBare = error.code === 'not_found' || error.code === 'conflict';
  return {
    kind: kindOf[error.code] ?? 'refused',
    code: error.code,
    message: isBare ? `XEM refused: ${error.userMessage}` : error.userMessage,
    xemRequestId: typeof requestId === 'string' ? requestId : null,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
  };
}
