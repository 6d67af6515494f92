import { pageOf } from '@/lib/simulator/http/paginate';
import { presentApproval } from '@/lib/simulator/http/present';
import { Refusal, unknownThing } from '@/lib/simulator/http/refusal';
import {
  answer,
  type CurrentWorld,
  param,
  type RouterApp,
  type RouterContext,
} from '@/lib/simulator/http/routes';
import { decide } from '@/lib/simulator/world/approvals';
import type { World } from '@/lib/simulator/world/world';

/** Only below `/exec`: the paths that the vendor's CLI calls don't exist. */
export function answerApprovals(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'listApprovals', (context) => {
    const world = current();
    const { risk } = context.req.query();
    return context.json(
      pageOf(
        context,
        world.approvals,
        (it) => it.id,
        (it) => presentApproval(world, it),
        risk === undefined ? undefined : (it) => world.invocations.get(it.invocationId)?.risk === risk,
      ),
    );
  });

  answer(app, 'showApproval', (context) => {
    const world = current();
    return context.json(presentApproval(world, find(world, param(context, 'approval_id'))));
  });

  answer(app, 'approve', (context) => decideFrom(context, 'approved'));
  answer(app, 'reject', (context) => decideFrom(context, 'rejected'));

  /** The body is never decoded: note, reason and confirmation are lost, as with the real router. */
  function decideFrom(context: RouterContext, decision: 'approved' | 'rejected') {
    const world = current();
    const approval = find(world, param(context, 'approval_id'));
    if (!decide(world, approval, decision, `api key '${context.get('key').name}'`)) {
      const { decidedTwice } = context.get('variants');
      const code = decidedTwice === 409 ? {} : { code: 'approval_already_decided' };
      throw new Refusal(
        decidedTwice,
        'conflict_error',
        `approval ${approval.id} is already ${approval.status}`,
        code,
      );
    }
    return context.json(presentApproval(world, approval));
  }
}

function find(world: World, id: string) {
  const approval = world.approvals.get(id);
  if (approval === undefined) throw unknownThing('approval', id);
  return approval;
}
