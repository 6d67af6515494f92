const longestWhole = 16;
const headLength = 8;
const tailLength = 4;

/** `exe_9f3c27ab41d0871a` becomes `exe_9f3c…871a`; what is short enough to read stays whole. */
export function shortenId(id: string): string {
  if (id.length <= longestWhole) return id;
  return `${id.slice(0, headLength)}…${id.slice(-tailLength)}`;
}
