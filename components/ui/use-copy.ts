'use client';

import { useEffect, useRef, useState } from 'react';
import { announce } from '@/components/ui/announce';

export type CopyState = 'idle' | 'copied' | 'failed';

const shownMs = 1_600;

/** Copies text and says so, aloud and for a moment on the screen; also says when the browser refused. */
export function useCopy(): { state: CopyState; copy: (text: string, what: string) => Promise<void> } {
  const [state, setState] = useState<CopyState>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(text: string, what: string) {
    const isCopied = await writeClipboard(text);
    setState(isCopied ? 'copied' : 'failed');
    announce(isCopied ? `Copied ${what}` : `Could not copy ${what}`);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), shownMs);
  }
  return { state, copy };
}

/** The clipboard API is missing on plain HTTP and may be refused; the old way still works in most of those places. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    const focused = document.activeElement;
    // Inside the open dialog, if there is one: its focus trap would take the focus back before the copy.
    (focused?.closest('[role="dialog"],[role="alertdialog"]') ?? document.body).append(area);
    area.select();
    const isCopied = document.execCommand?.('copy') ?? false;
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}
