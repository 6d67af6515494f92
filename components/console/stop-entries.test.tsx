import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AgentPage } from '@/components/agents/agent-page';
import { ApprovalPage } from '@/components/approvals/approval-page';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { StopNowButton, StopNowCommand } from '@/components/console/stop-now';
import { CommandsProvider } from '@/components/shell/commands';
import { PaletteProvider } from '@/components/shell/palette-provider';
import { WorkspacePage } from '@/components/workspaces/workspace-page';
import { agentDetail } from '@/lib/agents/queries';
import { approvalDetail } from '@/lib/approvals/queries';
import type { Role } from '@/lib/auth/role';
import { type HoldPreview, holdPreviewSchema } from '@/lib/containment/hold-preview';
import { fromWire, toWire } from '@/lib/http/wire-case';
import { buildAgentDetail } from '@/lib/testing/agent-detail';
import { buildApprovalDetail } from '@/lib/testing/approval-detail';
import { buildHoldPreview } from '@/lib/testing/hold-preview';
import { buildPlannedTarget } from '@/lib/testing/planned-target';
import { workspaceDetail } from '@/lib/workspaces/queries';
import type { WorkspaceDetail } from '@/lib/workspaces/workspace';

const responder: Role = 'responder';
const [agentId, workspaceId, approvalId] = ['agt_1', 'ws_billing', 'apr_1'];
const [agentName, workspaceName] = ['fleet-01', 'billing'];

const agent = buildAgentDetail({ agentId, name: agentName });

const approval = buildApprovalDetail({ approvalId, agentId, agentName, workspaceId, workspaceName });

const workspace: WorkspaceDetail = {
  workspaceId,
  name: workspaceName,
  type: null,
  isListed: true,
  agents: [],
  inFlightCount: 0,
  waitingCount: 0,
  heldBy: [],
  lastHourCount: 0,
  openCalls: [],
};

/** One agent serves one workspace, so every rung means the same agent. */
function previewOf(selection: Partial<HoldPreview>): HoldPreview {
  const { rung = 'all', agentId: named = null, workspaceId: where = null } = selection;
  return buildHoldPreview({
    rung,
    agentId: named,
    agentName: named === null ? null : agentName,
    workspaceId: where,
    workspaceName: where === null ? null : workspaceName,
    targets: [buildPlannedTarget({ agentId, agentName, workspaceId: where })],
  });
}

/** Answers what the stop dialog asks; everything else on these pages stays on its way. */
function answer(url: string, init: RequestInit): Promise<Response> {
  if (url !== '/api/v1/holds/preview') return new Promise(() => undefined);
  const selection = fromWire(holdPreviewSchema, JSON.parse(String(init.body))) as Partial<HoldPreview>;
  return Promise.resolve(Response.json(toWire(holdPreviewSchema, previewOf(selection))));
}

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(answer));
  // What the palette asks of a browser and jsdom does not have.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => vi.unstubAllGlobals());

function show(page: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  client.setQueryData(agentDetail(agentId).queryKey, agent);
  client.setQueryData(approvalDetail(approvalId).queryKey, approval);
  client.setQueryData(workspaceDetail(workspaceId).queryKey, workspace);
  render(
    <QueryClientProvider client={client}>
      <CommandsProvider>
        <PaletteProvider>
          <IncidentDialogsProvider mayDeclare>
            <StopNowCommand />
            {page}
          </IncidentDialogsProvider>
        </PaletteProvider>
      </CommandsProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

/** What is chosen once the stop dialog is there, and what its button would do. */
async function chosen() {
  const dialog = within(await screen.findByRole('dialog', { name: 'Stop now' }));
  const choice = await dialog.findByRole('radio', { checked: true });
  const hold = await dialog.findByRole('button', { name: /^Hold [^…]/ });
  return [choice.getAttribute('value'), hold.textContent];
}

test.each([
  [
    'agent',
    <AgentPage key="agent" agentId={agentId} role={responder} />,
    'Stop…',
    ['agent', 'Hold fleet-01'],
  ],
  [
    'approval',
    <ApprovalPage key="approval" approvalId={approvalId} mayDecide mayOverride />,
    'Stop now',
    ['agent_in_workspace', 'Hold fleet-01 on billing'],
  ],
  [
    'workspace',
    <WorkspacePage key="workspace" workspaceId={workspaceId} mayStop />,
    'Stop…',
    ['workspace', 'Hold 1 agent on billing'],
  ],
])('the page of one %s stops just that, on a desk and on a phone', async (_what, page, name, expected) => {
  const user = show(page);
  // One in the head of the page, one in the bar that a phone has at its foot; styles show either.
  const buttons = screen.getAllByRole('button', { name });
  expect(buttons).toHaveLength(2);
  for (const button of buttons) {
    await user.click(button);
    expect(await chosen()).toEqual(expected);
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  }
});

test.each([
  ['the key', (user: ReturnType<typeof userEvent.setup>) => user.keyboard('s')],
  [
    'the palette',
    async (user: ReturnType<typeof userEvent.setup>) => {
      await user.keyboard('{Control>}k{/Control}');
      await screen.findByRole('dialog', { name: 'Search and commands' });
      await user.keyboard('contain{Enter}');
    },
  ],
  [
    'the button of the frame',
    (user: ReturnType<typeof userEvent.setup>) =>
      user.click(screen.getByRole('button', { name: 'Stop now' })),
  ],
])('%s stops from any page, asks where, and chooses nothing by itself', async (_what, press) => {
  const user = show(<StopNowButton />);
  await press(user);
  const dialog = within(await screen.findByRole('dialog', { name: 'Stop now' }));
  const picker = await dialog.findByRole('combobox', { name: 'Agent' });
  expect(dialog.queryByRole('radio', { checked: true })).toBeNull();
  await dialog.findByRole('option', { name: 'fleet-01' });
  await user.selectOptions(picker, 'fleet-01');
  expect(await chosen()).toEqual(['agent', 'Hold fleet-01']);
});
