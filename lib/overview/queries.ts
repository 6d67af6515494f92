import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const overview = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/overview/endpoints')).readOverviewEndpoint, {}, { signal }),
  });
