import { useEffect } from 'react';

const counted = /^\(\d+\) /;

/** How many wait, before the title of the page: seen among other tabs. Pages change their title; this puts it back. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const write = () => {
      const plain = document.title.replace(counted, '');
      const title = `(${count}) ${plain}`;
      if (document.title !== title) document.title = title;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = document.title.replace(counted, '');
    };
  }, [count]);
}
