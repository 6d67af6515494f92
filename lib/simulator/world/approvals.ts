import { uuid } from '@/lib/simulator/random';
import { plan } from '@/lib/simulator/world/agenda';
import { tellOfApproval } from '@/lib/simulator/world/happenings';
import { enqueue } from '@/lib/simulator/world/runs';
import type { Approval, Invocation, World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

type Gated = (typeof contract.gatedRisks)[number];

export function isGated(risk: string): risk is Gated {
  return contract.gatedRisks.some((gated) => gated === risk);
}

export function requestApproval(world: World, invocation: Invocation, risk: Gated): Approval {
  const approval: Approval = {
    id: uuid(world.naming),
    invocationId: invocation.id,
    status: 'pending',
    createdAt: world.now,
    expiresAt: world.now + contract.approvalTimeoutSeconds[risk] * 1000,
    escalationStage: 0,
    resolvedAt: null,
    resolvedBy: null,
  };
  invocation.status = 'pending_approval';
  invocation.approvalId = approval.id;
  world.approvals.add(approval);
  tellOfApproval(world, 'exec.approval_requested', approval);
  plan(world, approval.expiresAt, { cue: 'approval-due', approvalId: approval.id });
  return approval;
}

function isOpen(approval: Approval): boolean {
  return approval.status === 'pending' || approval.status === 'escalated';
}

/** Says whether it was still open and its call still waits for it: the first decision stands. */
export function decide(
  world: World,
  approval: Approval,
  decision: 'approved' | 'rejected',
  by: string,
): boolean {
  const invocation = world.invocations.get(approval.invocationId);
  if (!isOpen(approval) || invocation?.status !== 'pending_approval') return false;
  resolve(world, approval, decision, by);
  tellOfApproval(world, `exec.${decision}`, approval);
  if (decision === 'approved') enqueue(world, invocation);
  else invocation.status = 'rejected';
  return true;
}

function resolve(world: World, approval: Approval, status: Approval['status'], by: string | null): void {
  approval.status = status;
  approval.resolvedAt = world.now;
  approval.resolvedBy = by;
}

/** Nobody answered: usually once to the next stage, then it times out. */
export function fallDue(world: World, approvalId: string): void {
  const approval = world.approvals.get(approvalId);
  const invocation = approval && world.invocations.get(approval.invocationId);
  if (approval === undefined || !isOpen(approval) || invocation?.status !== 'pending_approval') return;
  const { onTimeout } = world.rules;
  if (onTimeout === 'approve' || onTimeout === 'reject') {
    tellOfApproval(world, 'exec.approval_timed_out', approval, { action: onTimeout });
    decide(world, approval, onTimeout === 'approve' ? 'approved' : 'rejected', 'policy');
    return;
  }
  if (onTimeout === 'escalate' && approval.status === 'pending' && isGated(invocation.risk)) {
    approval.status = 'escalated';
    approval.escalationStage += 1;
    approval.expiresAt = world.now + contract.approvalTimeoutSeconds[invocation.risk] * 1000;
    plan(world, approval.expiresAt, { cue: 'approval-due', approvalId });
    tellOfApproval(world, 'exec.approval_escalated', approval);
    return;
  }
  resolve(world, approval, 'timed_out', null);
  invocation.status = 'expired';
  tellOfApproval(world, 'exec.approval_timed_out', approval, { action: 'expire' });
}
