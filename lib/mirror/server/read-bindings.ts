import 'server-only';
import { AppError, isAppError } from '@/lib/errors';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { PollContext } from '@/lib/mirror/server/list-source';
import { storableWord } from '@/lib/mirror/storable';
import type { XemBindings, XemWorkspace } from '@/lib/xem/xem';

type Bindings = XemBindings & {
  workspace: XemWorkspace;
  /** Why they could not be read at all. */
  failure: AppError | null;
};

const inParallelCount = 4;

/** Which agents are bound to each workspace. One that can't be read keeps none of the others back. */
export function readBindings({ xem }: PollContext, workspaces: XemWorkspace[]): Promise<Bindings[]> {
  return inParallel(workspaces, inParallelCount, async (workspace) => {
    try {
      // Null where this router has no such route: manifests and executions must do then.
      const found = await xem.listWorkspaceBindings(workspace.workspaceId);
      return { workspace, failure: null, ...(found ?? { agentIds: [], isComplete: true }) };
    } catch (error) {
      // Whoever asks for less is asked no more questions.
      if (!isAppError(error) || error.code === 'xem_rate_limited') throw error;
      return { workspace, agentIds: [], isComplete: false, failure: error };
    }
  });
}

const namedAtMost = 3;

/** What people should know of workspaces whose agents are not all known: a stop may miss one. Null where there is none. */
export function incompleteBindings(bindings: Bindings[]): AppError | null {
  const incomplete = bindings.filter(({ isComplete }) => !isComplete);
  if (incomplete.length === 0) return null;
  const failure = incomplete.find((it) => it.failure !== null)?.failure;
  const names = incomplete.slice(0, namedAtMost).map(({ workspace }) => storableWord(workspace.name));
  const otherCount = incomplete.length - names.length;
  const which = `${names.join(', ')}${otherCount > 0 ? ` and ${otherCount} more` : ''}`;
  const sentence = `Not all agents bound to ${which} could be read; those known before are kept.`;
  return new AppError(failure?.code ?? 'xem_unexpected_answer', `bindings of ${which} are not complete`, {
    userMessage: failure ? `${sentence} ${failure.userMessage}` : sentence,
    details: failure?.details ?? {},
    cause: failure,
  });
}
