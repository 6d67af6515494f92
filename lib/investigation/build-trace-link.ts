const placeholder = '{execution_id}';

/** Where the trace of an execution is, by the settings' template. Null where no trace backend is named. */
export function buildTraceLink(template: string | undefined, executionId: string): string | null {
  if (template === undefined) return null;
  const id = encodeURIComponent(executionId);
  // A URL that was parsed on its way here has its braces escaped.
  const slot = new RegExp(`${placeholder}|${encodeURIComponent(placeholder)}`, 'gi');
  return slot.test(template) ? template.replace(slot, () => id) : null;
}
