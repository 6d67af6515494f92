export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** One press as the text a shortcut is written in: `mod+k`, `shift+enter`, `?`. */
export function pressText(press: KeyPress): string {
  const key = press.key.toLowerCase();
  const isLetter = /^[a-z0-9]$/.test(key);
  // For '?' and the like Shift is part of how the sign is typed, and differs by keyboard.
  const isShifted = press.shiftKey && (isLetter || press.key.length > 1);
  return [
    press.ctrlKey || press.metaKey ? 'mod' : '',
    press.altKey ? 'alt' : '',
    isShifted ? 'shift' : '',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

/** Single characters are what speech input and slips of the hand set off; only they can be switched off. */
export function isCharacterKey(keys: string): boolean {
  return !keys.includes('mod+') && !keys.includes('alt+') && keys !== 'escape';
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.getAttribute('contenteditable') === 'true') return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  );
}
