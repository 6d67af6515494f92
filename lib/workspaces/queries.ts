import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { listWorkspacesEndpoint } from '@/lib/workspaces/endpoints';

export const workspaceList = () =>
  queryOptions({
    queryKey: ['workspaces', 'list'],
    queryFn: ({ signal }) => callApi(listWorkspacesEndpoint, {}, { signal }),
  });
