import * as Y from 'yjs';
import { AppError } from '@/lib/errors';

/** A text longer than this, in bytes as Yjs keeps it, is no postmortem any more. */
const documentLimitBytes = 8 * 1024 * 1024;

/**
 * Applies an edit that came from outside; says whether it held anything new. Throws `invalid_input` for what is no
 * edit, `conflict` for one that builds on edits which are not here, `too_large` for one that makes the text too long.
 */
export function applyEdit(document: Y.Doc, edit: Uint8Array): boolean {
  const before = Y.encodeStateAsUpdate(document);
  try {
    Y.applyUpdate(document, edit);
  } catch (cause) {
    throw new AppError('invalid_input', 'update: is not a Yjs update', { cause });
  }
  if (document.store.pendingStructs || document.store.pendingDs) {
    throw new AppError('conflict', 'the edit builds on edits that were never saved', {
      userMessage: 'This edit builds on one that never arrived. It is sent again as a whole.',
    });
  }
  const after = Y.encodeStateAsUpdate(document);
  if (after.byteLength > documentLimitBytes) {
    throw new AppError('too_large', `the document would be ${after.byteLength} bytes`, {
      userMessage: 'The postmortem has grown too long to keep.',
    });
  }
  return Buffer.compare(before, after) !== 0;
}
