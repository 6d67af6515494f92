import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const savedViews = () =>
  queryOptions({
    queryKey: ['saved-views'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/saved-views/endpoints')).listSavedViewsEndpoint,
        {},
        { signal },
      ),
  });
