'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { callApi } from '@/lib/http/api-client';
import { openDeviceStore } from '@/lib/postmortem/device-store';
import { type DocumentSession, openDocumentSession } from '@/lib/postmortem/document-session';
import { readDocumentEndpoint, saveUpdateEndpoint } from '@/lib/postmortem/endpoints';

export type OpenDocument = {
  session: DocumentSession;
  /** False until the text has come once. */
  isLoaded: boolean;
  loadError: unknown;
  reload: () => void;
};

/** Opens the shared text while the component is there, and draws it anew with every change of it. */
export function useDocumentSession(incidentRef: string, actorId: string): OpenDocument {
  const [session] = useState(() =>
    openDocumentSession({
      store: openDeviceStore(() => window.localStorage, incidentRef, actorId),
      transport: {
        read: (since) => callApi(readDocumentEndpoint, { incidentRef, since }),
        save: (update, baseRevision) => callApi(saveUpdateEndpoint, { incidentRef, update, baseRevision }),
      },
    }),
  );
  useSyncExternalStore(session.subscribe, session.version, session.version);
  // The live stream makes this stale at every edit of others, and reading again fetches only what is new.
  const { isSuccess, error, refetch } = useQuery({
    queryKey: ['incidents', incidentRef, 'postmortem_text'],
    queryFn: async () => {
      await session.refresh();
      return session.version();
    },
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    const stop = session.start();
    const flush = () => void session.flush();
    // The last moment a phone gives a page, and the first at which trying again makes sense.
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('online', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('online', flush);
      stop();
    };
  }, [session]);
  return { session, isLoaded: isSuccess, loadError: error, reload: () => void refetch() };
}
