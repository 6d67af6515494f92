import { type Change, readChange } from '@/lib/live/change';

export type LiveStatus = 'connecting' | 'live' | 'lost';

export type LiveMessage =
  | { kind: 'change'; change: Change }
  | { kind: 'reset' }
  | { kind: 'status'; status: LiveStatus };

/** A tab that opens asks the owner how the stream is. */
type TabMessage = LiveMessage | { kind: 'hello' };

const channelName = 'holdfast-live';

/**
 * One stream a browser: the tab that holds the lock owns the EventSource and passes on what it hears. When that tab
 * closes, the browser hands the lock, and so the stream, to another.
 */
export function openLiveConnection(receive: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  const closing = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind !== 'hello') receive(data);
  };
  channel.postMessage({ kind: 'hello' } satisfies TabMessage);
  navigator.locks
    .request(channelName, { signal: closing.signal }, () => ownStream(receive, closing.signal))
    .catch(() => {
      // Aborted while waiting for the lock: this tab never owned the stream.
    });
  return () => {
    closing.abort();
    channel.close();
  };
}

/** Keeps the lock until the tab leaves. A new owner cannot know what was missed in between, so it begins with a reset. */
function ownStream(receive: (message: LiveMessage) => void, signal: AbortSignal): Promise<void> {
  const channel = new BroadcastChannel(channelName);
  const stream = new EventSource('/api/live');
  let status: LiveStatus = 'connecting';
  let hasOpened = false;
  const share = (message: LiveMessage): void => {
    receive(message);
    channel.postMessage(message);
  };
  const setStatus = (next: LiveStatus): void => {
    status = next;
    share({ kind: 'status', status });
  };
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'hello') channel.postMessage({ kind: 'status', status } satisfies TabMessage);
  };
  stream.onopen = () => {
    setStatus('live');
    if (!hasOpened) share({ kind: 'reset' });
    hasOpened = true;
  };
  stream.onerror = () => setStatus('lost');
  stream.onmessage = ({ data }: MessageEvent<string>) => {
    const change = readChange(JSON.parse(data));
    if (change !== null) share({ kind: 'change', change });
  };
  stream.addEventListener('reset', () => share({ kind: 'reset' }));
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      stream.close();
      channel.close();
      resolve();
    });
  });
}
