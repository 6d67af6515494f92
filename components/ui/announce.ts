let region: HTMLElement | undefined;

/**
 * Says something to people who listen to the page. One polite live region serves the whole document: it exists before
 * its words do, which screen readers need, and modal dialogs leave live regions audible.
 */
export function announce(message: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.setAttribute('role', 'status');
    region.setAttribute('aria-live', 'polite');
    region.className = 'sr-only';
    document.body.append(region);
  }
  const target = region;
  target.textContent = '';
  // The same words twice in a row are only read when the text really changes between two frames.
  requestAnimationFrame(() => {
    target.textContent = message;
  });
}
