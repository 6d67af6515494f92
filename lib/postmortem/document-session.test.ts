import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { AppError } from '@/lib/errors';
import { fromBase64, toBase64 } from '@/lib/postmortem/base64';
import { openDeviceStore } from '@/lib/postmortem/device-store';
import { openDocumentSession } from '@/lib/postmortem/document-session';
import type { DocumentUpdate } from '@/lib/postmortem/postmortem';

/** A server that keeps updates as ours does, and fails when told to. */
function server() {
  const updates: Uint8Array[] = [];
  let failure: AppError | null = null;
  const since = (revision: number): DocumentUpdate => {
    const fresh = updates.slice(revision);
    return {
      revision: Math.max(revision, updates.length),
      update: fresh.length > 0 ? toBase64(Y.mergeUpdates(fresh)) : null,
    };
  };
  return {
    updates,
    fail: (error: AppError | null) => {
      failure = error;
    },
    transport: {
      read: async (revision: number) => since(revision),
      save: async (update: string, baseRevision: number) => {
        if (failure) throw failure;
        updates.push(fromBase64(update));
        return since(baseRevision);
      },
    },
  };
}

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}

const down = new AppError('unavailable', 'Holdfast cannot be reached.');
function open(to: ReturnType<typeof server>, storage = memoryStorage(), actorId = 'li') {
  const store = openDeviceStore(() => storage, 'INC-7', actorId);
  const session = openDocumentSession({ transport: to.transport, store });
  return { ...session, close: session.start() };
}
const type = ({ document }: { document: Y.Doc }, text: string) => document.getText('words').insert(0, text);
const words = ({ document }: { document: Y.Doc }) => document.getText('words').toString();

describe('an open document', () => {
  it('counts as saved when the server has answered, and not before', async () => {
    const to = server();
    const session = open(to);
    type(session, 'hello');
    expect(session.saveState()).toMatchObject({ kind: 'saving' });
    await vi.waitFor(() => expect(session.saveState()).toEqual({ kind: 'saved', revision: 1 }));
    expect(to.updates).toHaveLength(1);
    session.close();
  });

  it('gathers keystrokes into one edit', async () => {
    const to = server();
    const session = open(to);
    for (const letter of 'olleh') type(session, letter);
    await session.flush();
    expect(to.updates).toHaveLength(1);
    session.close();
  });

  it('gets what others wrote with the answer to its own edit', async () => {
    const to = server();
    const [mine, theirs] = [open(to), open(to)];
    type(theirs, 'theirs ');
    await theirs.flush();
    type(mine, 'mine ');
    await mine.flush();
    expect(words(mine)).toContain('theirs');
    await theirs.refresh();
    expect(words(theirs)).toBe(words(mine));
    mine.close();
    theirs.close();
  });

  it('keeps on the device what could not be saved, and sends it when the server is back', async () => {
    const to = server();
    const session = open(to);
    to.fail(down);
    type(session, 'typed while it was down');
    await session.flush();
    expect(session.saveState()).toMatchObject({ kind: 'waiting', message: 'Holdfast cannot be reached.' });
    to.fail(null);
    await session.flush();
    expect(session.saveState()).toEqual({ kind: 'saved', revision: 1 });
    session.close();
  });

  it('saves after a reload what was typed before it', async () => {
    const [to, storage] = [server(), memoryStorage()];
    const before = open(to, storage);
    to.fail(down);
    type(before, 'typed before the crash');
    await before.flush();
    before.close();

    to.fail(null);
    const after = open(to, storage);
    expect(words(after)).toBe('typed before the crash');
    await vi.waitFor(() => expect(after.saveState()).toEqual({ kind: 'saved', revision: 1 }));
    expect(storage.length).toBe(0);
    after.close();
  });

  it('never sends one person’s words under another’s name', async () => {
    const [to, storage] = [server(), memoryStorage()];
    const before = open(to, storage, 'li');
    to.fail(down);
    type(before, 'private');
    await before.flush();
    before.close();
    expect(words(open(to, storage, 'okafor'))).toBe('');
  });

  it('sends what is unsaved when it is closed', async () => {
    const to = server();
    const session = open(to);
    type(session, 'last words');
    session.close();
    await vi.waitFor(() => expect(to.updates).toHaveLength(1));
  });

  it('says so when the device keeps nothing either', async () => {
    const to = server();
    to.fail(down);
    const full = () => {
      throw new Error('quota exceeded');
    };
    const session = open(to, { ...memoryStorage(), setItem: full });
    type(session, 'words');
    await session.flush();
    expect(session.saveState()).toMatchObject({ kind: 'waiting', isKept: false });
  });

  it('says so when the server will not take an edit, and keeps it', async () => {
    const [to, storage] = [server(), memoryStorage()];
    const session = open(to, storage);
    to.fail(new AppError('not_allowed', 'You are a viewer.'));
    type(session, 'words');
    await session.flush();
    expect(session.saveState()).toMatchObject({ kind: 'refused', message: 'You are a viewer.' });
    expect(storage.length).toBe(1);
    session.close();
  });

  it('sends all it holds when an earlier edit was lost on its way', async () => {
    const to = server();
    const session = open(to);
    type(session, 'one ');
    await session.flush();
    to.updates.length = 0;
    const { save } = to.transport;
    to.transport.save = async (update, baseRevision) => {
      const document = new Y.Doc();
      Y.applyUpdate(document, fromBase64(update));
      if (document.store.pendingStructs) throw new AppError('conflict', 'builds on lost edits');
      return save(update, baseRevision);
    };
    type(session, 'two ');
    await session.flush();
    const merged = new Y.Doc();
    Y.applyUpdate(merged, Y.mergeUpdates(to.updates));
    expect(merged.getText('words').toString()).toBe('two one ');
    session.close();
  });
});
