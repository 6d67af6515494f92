import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readOverviewEndpoint } from '@/lib/overview/endpoints';

export const overview = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => callApi(readOverviewEndpoint, {}, { signal }),
  });
