import { agentFor } from '@/lib/simulator/http/agent-for';
import { page, pageOf } from '@/lib/simulator/http/paginate';
import { presentExecution, presentInvocation } from '@/lib/simulator/http/present';
import { invalidBody, Refusal, unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp, readBody } from '@/lib/simulator/http/routes';
import { findWorkspace } from '@/lib/simulator/http/workspace-routes';
import type { Tool } from '@/lib/simulator/tools/tool';
import { tools } from '@/lib/simulator/tools/tools';
import { invoke } from '@/lib/simulator/world/invoke';
import { cancel } from '@/lib/simulator/world/runs';
import type { World } from '@/lib/simulator/world/world';
import type { WireBody } from '@/lib/xem/wire/field-table';

export function answerExec(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'listTools', (context) =>
    context.json(page(context, [...tools.values()], (tool) => tool.name, presentTool)),
  );

  answer(app, 'showTool', (context) => {
    const name = param(context, 'tool_name');
    const tool = tools.get(name);
    if (tool === undefined) throw unknownThing('tool', name, { code: 'exec_tool_not_found' });
    return context.json(presentTool(tool));
  });

  answer(app, 'startInvocation', async (context) => {
    const world = current();
    const body = await readBody(context);
    const workspace = body?.workspace_id;
    const toolName = body?.tool_name;
    if (typeof workspace !== 'string') throw invalidBody('workspace_id: expected a string');
    if (typeof toolName !== 'string') throw invalidBody('tool_name: expected a string');
    const workspaceId = findWorkspace(world, workspace).id;
    const once = context.get('variants').idempotencyKeys ? context.req.header('Idempotency-Key') : undefined;
    const before = once === undefined ? undefined : world.invocations.get(world.startedUnder[once] ?? '');
    if (before !== undefined) return context.json(presentInvocation(before), 202);
    const agent = agentFor(world, workspaceId, toolName, context.get('variants').pausedInvoke);
    const invocation = invoke(world, {
      agentId: agent.id,
      workspaceId,
      toolName,
      requestedBy: context.get('key').name,
      arguments: body?.arguments ?? {},
    });
    if (once !== undefined) world.startedUnder[once] = invocation.id;
    return context.json(presentInvocation(invocation), 202);
  });

  answer(app, 'listInvocations', (context) =>
    context.json(pageOf(context, current().invocations, (it) => it.id, presentInvocation)),
  );

  answer(app, 'showInvocation', (context) =>
    context.json(presentInvocation(findInvocation(current(), param(context, 'invocation_id')))),
  );

  answer(app, 'cancelInvocation', (context) => {
    const world = current();
    const invocation = findInvocation(world, param(context, 'invocation_id'));
    if (!cancel(world, invocation)) {
      throw new Refusal(409, 'conflict_error', `invocation ${invocation.id} is already ${invocation.status}`);
    }
    return context.json(presentInvocation(invocation));
  });

  answer(app, 'listExecutions', (context) => {
    const world = current();
    return context.json(
      pageOf(
        context,
        world.executions,
        (it) => it.id,
        (it) => presentExecution(world, it, context.get('variants').inlineOutput),
      ),
    );
  });

  answer(app, 'showExecution', (context) => {
    const world = current();
    const execution = findExecution(world, param(context, 'execution_id'));
    return context.json(presentExecution(world, execution, context.get('variants').inlineOutput));
  });

  answer(app, 'rawExecution', (context) => {
    const { output } = findExecution(current(), param(context, 'execution_id'));
    const mediaType = /^[[{]/.test(output) ? 'application/json' : 'text/plain; charset=utf-8';
    return context.body(output, 200, { 'Content-Type': mediaType });
  });
}

function presentTool(tool: Tool): WireBody<'tool'> {
  const properties = Object.fromEntries(
    Object.entries(tool.parameters).map(([name, type]) => [name, { type }]),
  );
  return {
    name: tool.name,
    description: tool.description,
    risk: tool.risk,
    domain: tool.domain,
    parameters: { type: 'object', properties },
    timeout_ms: tool.timeoutMs,
  };
}

function findInvocation(world: World, id: string) {
  const invocation = world.invocations.get(id);
  if (invocation === undefined) throw unknownThing('invocation', id, { code: 'invocation_not_found' });
  return invocation;
}

function findExecution(world: World, id: string) {
  const execution = world.executions.get(id);
  if (execution === undefined) throw unknownThing('execution', id, { code: 'execution_not_found' });
  return execution;
}
