/** A passing word at the edge of the screen. Not for results of a stop or a save: those stay where they belong. */
type Notice = {
  text: string;
  detail?: string;
  action?: { label: string; onClick: () => void };
};

type Show = (notice: Notice) => void;

let show: Show | undefined;
const waiting: Notice[] = [];
let wake: (() => void) | undefined;

/** Shows a notice; the code that draws it is fetched when the first one comes. */
export function notify(notice: Notice): void {
  if (show) {
    show(notice);
    return;
  }
  waiting.push(notice);
  wake?.();
}

/** For the host: to be told that a notice waits. */
export function onFirstNotice(listener: () => void): () => void {
  wake = listener;
  if (waiting.length > 0) listener();
  return () => {
    wake = undefined;
  };
}

/** For the drawing part, once it is there. */
export function showNotices(next: Show): () => void {
  show = next;
  for (const notice of waiting.splice(0)) next(notice);
  return () => {
    show = undefined;
  };
}
