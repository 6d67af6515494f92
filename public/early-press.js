// Keeps what people press before the console's own code is there: on a slow line the page is drawn seconds before it
// can answer, and a stop that was pressed must not be lost. `answerEarlyPresses` takes over and presses again.
(() => {
  if (document.documentElement.dataset.answers !== undefined) return;
  // Who switched the letter keys off does not get them back for the first second of a page.
  const areLettersOn = !document.cookie.includes('hf-keys=off');
  const presses = [];

  function keep(event, again) {
    presses.push(again);
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function onClick(event) {
    const button = event.target instanceof Element && event.target.closest('button');
    if (!button) return;
    keep(event, () => {
      if (button.isConnected) button.click();
      return true;
    });
  }

  function onKeyDown(event) {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const isPalette = (ctrlKey || metaKey) && key.toLowerCase() === 'k';
    const isLetter = areLettersOn && key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
    const isTyped = event.target instanceof Element && event.target.closest('input, textarea, select');
    if (!isPalette && (!isLetter || isTyped)) return;
    keep(event, () => {
      const init = { key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
      // Whoever answers a key prevents what the browser would do with it.
      return !document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    });
  }

  document.addEventListener('click', onClick, true);
  document.addEventListener('keydown', onKeyDown, true);
  window.earlyPresses = {
    take() {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('keydown', onKeyDown, true);
      return presses.splice(0);
    },
  };
})();
