'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keepFresh } from '@/lib/live/keep-fresh';
import { type LiveStatus, openLiveConnection } from '@/lib/live/live-connection';
import { queryKeysOf } from '@/lib/live/query-keys-of';

/** Keeps the query cache in step with the server. Mounted once, by the console shell. */
export function useLive(): LiveStatus {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>('connecting');
  useEffect(() => {
    const freshener = keepFresh(queryClient);
    const closeConnection = openLiveConnection((message) => {
      if (message.kind === 'status') setStatus(message.status);
      else if (message.kind === 'reset') freshener.refresh();
      else for (const queryKey of queryKeysOf(message.change)) freshener.refresh(queryKey);
    });
    return () => {
      closeConnection();
      freshener.close();
    };
  }, [queryClient]);
  return status;
}
