import { isAppError } from '@/lib/errors';
import type { Call } from '@/lib/xem/exchange';
import type { Contract } from '@/lib/xem/wire/contract';
import type { PauseScope } from '@/lib/xem/xem';

/** What a router had against a pause: the workspace, or the form in which it was named. */
type Objection = 'workspace' | 'form';

/** One way to name the workspace of a pause; all but the first wait for an objection. */
export type Way = Pick<Call, 'query' | 'body'> & { after?: Objection };

/**
 * A router that finds no workspace where it looks for one takes the pause for one of the whole agent, and
 * says that all went well. So every name stands in every place at once, and comes out of one only for
 * a router that takes offence at it: that one would refuse rather than pass over what it doesn't know.
 */
export function waysToName({ pauseBody }: Contract, scope: PauseScope): [Way, ...Way[]] {
  const id = scope.workspaceId ?? scope.workspaceName;
  const name = scope.workspaceName ?? scope.workspaceId;
  if (id === undefined || name === undefined) return [{}];

  const byId = { [pauseBody.workspaceId]: id };
  const byName = { [pauseBody.workspaceName]: name };
  const both = { ...byId, ...byName };
  // One page calls a workspace by its name where another takes its id (contract 2.7).
  const turned = { [pauseBody.workspaceId]: name, [pauseBody.workspaceName]: id };
  const after = 'workspace';
  switch (pauseBody.form) {
    case 'id':
      return [{ body: byId }, { body: { [pauseBody.workspaceId]: name }, after }];
    case 'name':
      return [{ body: byName }, { body: { [pauseBody.workspaceName]: id }, after }];
    case 'query':
      return [{ query: both }, { query: turned, after }];
    case 'any':
      return [
        { query: both, body: both },
        { query: turned, body: turned, after },
        ...[{ body: both }, { body: byId }, { body: byName }, { query: both }].map(
          (way): Way => ({ ...way, after: 'form' }),
        ),
      ];
  }
}

/**
 * Null for what says nothing about the workspace. Whoever quotes it has found it where it stood: named in
 * fewer places it might be found no more.
 */
export function objectionIn(error: unknown, { workspaceId, workspaceName }: PauseScope): Objection | null {
  // A web page is no word of the router's.
  if (!isAppError(error) || error.code === 'xem_unexpected_answer') return null;
  const { httpStatus, xemCode } = error.details;
  if (httpStatus === 404) return 'workspace';
  if (httpStatus !== 400 && httpStatus !== 422) return null;
  const said = `${String(xemCode ?? '')} ${error.message}`;
  const quoted = [workspaceId, workspaceName].some((it) => it !== undefined && said.includes(it));
  return quoted || /not[_ ]found|no such|unknown workspace|not exist/i.test(said) ? 'workspace' : 'form';
}
