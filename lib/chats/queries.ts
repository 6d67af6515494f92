import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Read from XEM at each look, so no change on the incident makes it look again; a person does. */
export const incidentBranches = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'branches'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/chats/endpoints')).listIncidentBranchesEndpoint,
        { incidentRef },
        { signal },
      ),
  });

/** Read from XEM too, when a person asks. */
export const executionBranches = (executionId: string) =>
  queryOptions({
    queryKey: ['execution-branches', executionId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/chats/endpoints')).readExecutionBranchesEndpoint,
        { executionId },
        { signal },
      ),
  });
