import type { ShortcutStore } from '@/components/shell/shortcut-store';

declare global {
  interface Window {
    /** What `public/early-press.js` kept. Each presses once more, and says whether that was answered. */
    earlyPresses?: { take: () => (() => boolean)[] };
  }
}

/** How long a key waits for the part of the page that answers it, in ms; longer, and the person has moved on. */
const waitsMs = 3_000;

/**
 * Presses again what was pressed before the page could answer, and once more whenever a part of the page offers new
 * commands. Answers with what ends the waiting.
 */
export function answerEarlyPresses(store: ShortcutStore): () => void {
  // For the script, should it arrive later than the page's own code.
  document.documentElement.dataset.answers = '';
  let waiting = window.earlyPresses?.take() ?? [];
  if (waiting.length === 0) return () => undefined;

  const pressAgain = () => {
    waiting = waiting.filter((press) => !press());
  };
  const unsubscribe = store.subscribe(() => queueMicrotask(pressAgain));
  const timer = setTimeout(stop, waitsMs);
  function stop() {
    unsubscribe();
    clearTimeout(timer);
    waiting = [];
  }
  pressAgain();
  return stop;
}
