import * as Y from 'yjs';
import { isAppError } from '@/lib/errors';
import { isRetryable } from '@/lib/http/api-client';
import { fromBase64, toBase64 } from '@/lib/postmortem/base64';
import type { DeviceStore } from '@/lib/postmortem/device-store';
import type { DocumentUpdate } from '@/lib/postmortem/postmortem';

export type SaveState =
  | { kind: 'saved'; revision: number }
  | { kind: 'saving'; revision: number }
  /** Sent again by itself. */
  | { kind: 'waiting'; revision: number; message: string; isKept: boolean }
  /** The server will not take it, until somebody acts. */
  | { kind: 'refused'; revision: number; message: string; isKept: boolean };

export type DocumentTransport = {
  read(since: number): Promise<DocumentUpdate>;
  save(update: string, baseRevision: number): Promise<DocumentUpdate>;
};

export type DocumentSession = {
  document: Y.Doc;
  /** Fetches what others saved since; also the first load. */
  refresh(): Promise<void>;
  /** Sends what is unsaved now, instead of in a moment. */
  flush(): Promise<void>;
  saveState(): SaveState;
  /** Counts every change of text or save state. */
  version(): number;
  subscribe(listener: () => void): () => void;
  /** Takes up what was left unsaved and begins to save; the answer stops it, sending what is still unsaved. */
  start(): () => void;
};

type Options = { transport: DocumentTransport; store: DeviceStore; wait?: typeof setTimeout };

/** Marks what came from the server or from the device's own memory, as opposed to a person's typing. */
const outside = Symbol('outside');

/** Long enough to gather a word, short enough that a colleague sees it within a second. In ms. */
const gatherMs = 300;
const firstRetryMs = 1_000;
const longestRetryMs = 20_000;

/**
 * One person's open copy of the document. What is typed is on the device at once and counts as saved only when the
 * server has answered; what the server never answered is sent again, also after the tab was closed.
 */
export function openDocumentSession({ transport, store, wait = setTimeout }: Options): DocumentSession {
  const document = new Y.Doc();
  const listeners = new Set<() => void>();
  let version = 0;
  let revision = 0;
  let unsaved: Uint8Array[] = [];
  let isSending = false;
  let problem: { message: string; isFinal: boolean } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  let isStarted = false;
  let hasLooked = false;
  /** Whether the device holds what is unsaved. */
  let isKept = true;

  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const take = ({ revision: newest, update }: DocumentUpdate) => {
    if (update) Y.applyUpdate(document, fromBase64(update), outside);
    revision = Math.max(revision, newest);
  };
  const schedule = (afterMs: number) => {
    clearTimeout(timer);
    if (isStarted) timer = wait(() => void flush(), afterMs);
  };

  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== outside) {
      unsaved.push(update);
      isKept = store.keep(Y.mergeUpdates(unsaved));
      if (!isSending) schedule(problem ? retryMs : gatherMs);
    }
    changed();
  });

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (isSending || unsaved.length === 0) return;
    isSending = true;
    changed();
    const sent = unsaved.length;
    try {
      take(await send(Y.mergeUpdates(unsaved)));
      unsaved = unsaved.slice(sent);
      if (unsaved.length > 0) isKept = store.keep(Y.mergeUpdates(unsaved));
      else store.forget();
      problem = null;
      retryMs = firstRetryMs;
    } catch (error) {
      problem = { message: sentenceOf(error), isFinal: !mayPass(error) };
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    } finally {
      isSending = false;
      changed();
    }
    if (unsaved.length > 0) schedule(problem ? retryMs : gatherMs);
  }

  /** An edit that builds on one which was lost on its way is sent again with all that this copy holds. */
  async function send(update: Uint8Array): Promise<DocumentUpdate> {
    try {
      return await transport.save(toBase64(update), revision);
    } catch (error) {
      if (!isAppError(error, 'conflict')) throw error;
      return transport.save(toBase64(Y.encodeStateAsUpdate(document)), revision);
    }
  }

  return {
    document,
    refresh: async () => {
      take(await transport.read(revision));
      changed();
    },
    flush,
    saveState: () => {
      if (isSending && !problem) return { kind: 'saving', revision };
      if (problem && unsaved.length > 0) {
        return { kind: problem.isFinal ? 'refused' : 'waiting', revision, message: problem.message, isKept };
      }
      return { kind: unsaved.length > 0 ? 'saving' : 'saved', revision };
    },
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      isStarted = true;
      for (const kept of hasLooked ? [] : store.found()) {
        Y.applyUpdate(document, kept, outside);
        unsaved.push(kept);
      }
      hasLooked = true;
      if (unsaved.length > 0) schedule(0);
      return () => {
        isStarted = false;
        void flush();
      };
    },
  };
}

/** A signed-out person signs in again in another tab, and then it goes through. */
function mayPass(error: unknown): boolean {
  return !isAppError(error) || isRetryable(error) || isAppError(error, 'not_signed_in');
}

function sentenceOf(error: unknown): string {
  return isAppError(error) ? error.userMessage : 'Holdfast cannot be reached.';
}
