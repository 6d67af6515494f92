import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Loads move without an announcement of their own. */
const refetchIntervalMs = 15_000;

/** Below the agents: whatever changes about those, or is held of them, changes here. */
export const workspaceList = () =>
  queryOptions({
    queryKey: ['agents', 'workspaces'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/workspaces/endpoints')).listWorkspacesEndpoint,
        {},
        { signal },
      ),
    refetchInterval: refetchIntervalMs,
  });

export const workspaceDetail = (workspaceId: string) =>
  queryOptions({
    queryKey: ['agents', 'workspace', workspaceId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/workspaces/endpoints')).readWorkspaceEndpoint,
        { workspaceId },
        { signal },
      ),
    refetchInterval: refetchIntervalMs,
  });
