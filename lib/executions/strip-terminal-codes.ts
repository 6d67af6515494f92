const esc = '\u001b';
const csi = `(?:${esc}\\[|\u009b)[0-?]*[ -/]*[@-~]`;
/** OSC, DCS, APC, PM and SOS: up to their end, or to the end of the line where they have none. */
const string = `(?:${esc}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007${esc}\u009c\n]*(?:\u0007|${esc}\\\\|\u009c)?`;
const short = `${esc}[ -/]*[0-Z\\\\^-~]`;

/** What moves the cursor, colours, sets titles or makes links on a terminal. */
const terminalCode = new RegExp(`${csi}|${string}|${short}`, 'g');

/** The text without terminal codes, and how many there were. A progress bar that drew over itself becomes lines. */
export function stripTerminalCodes(text: string): { text: string; count: number } {
  let count = 0;
  const stripped = text.replace(terminalCode, () => {
    count += 1;
    return '';
  });
  return { text: stripped.replace(/\r+\n/g, '\n').replace(/\r+/g, '\n'), count };
}
