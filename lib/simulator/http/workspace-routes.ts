import { wireAgentId } from '@/lib/simulator/http/agent-alias';
import { page } from '@/lib/simulator/http/paginate';
import { presentBranch, presentChat, presentWorkspace } from '@/lib/simulator/http/present';
import { unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp } from '@/lib/simulator/http/routes';
import type { World } from '@/lib/simulator/world/world';
import type { WireBody } from '@/lib/xem/wire/field-table';

/** Workspaces with their bindings, chats with their branches. */
export function answerWorkspaces(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'listWorkspaces', (context) =>
    context.json(page(context, [...current().workspaces.values()], (it) => it.id, presentWorkspace)),
  );

  answer(app, 'showWorkspace', (context) =>
    context.json(presentWorkspace(findWorkspace(current(), param(context, 'workspace_id')))),
  );

  answer(app, 'listWorkspaceBindings', (context) => {
    const world = current();
    const workspace = findWorkspace(world, param(context, 'workspace_id'));
    const serving = [...world.agents.values()].filter((agent) => agent.workspaceIds.includes(workspace.id));
    const present = (agent: { id: string }): WireBody<'binding'> => ({ agent_id: agent.id });
    return context.json(page(context, serving, (it) => wireAgentId(it.id, context.get('variants')), present));
  });

  answer(app, 'listChats', (context) =>
    context.json(page(context, [...current().chats.values()], (it) => it.id, presentChat)),
  );

  answer(app, 'showChat', (context) =>
    context.json(presentChat(findChat(current(), param(context, 'chat_id')))),
  );

  answer(app, 'listChatBranches', (context) => {
    const chat = findChat(current(), param(context, 'chat_id'));
    return context.json(page(context, chat.branches, (it) => it.id, presentBranch));
  });
}

/** By id or by name: the documentation shows both. */
export function findWorkspace(world: World, id: string) {
  const workspace = world.workspaces.get(id) ?? [...world.workspaces.values()].find((it) => it.name === id);
  if (workspace === undefined) throw unknownThing('workspace', id, { code: 'workspace_not_found' });
  return workspace;
}

function findChat(world: World, id: string) {
  const chat = world.chats.get(id);
  if (chat === undefined) throw unknownThing('chat', id, { code: 'chat_not_found' });
  return chat;
}
