import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from './fail';

export function readSaved(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return fail(`cannot read ${path}: ${String(error)}`);
  }
}

/** Beside first, then into place, so that a kill at any moment leaves a whole file. */
export function saveTo(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  } catch (error) {
    // It goes on without: a full disk must not take the router away.
    console.error(`simulator: cannot save to ${path}: ${String(error)}`);
  }
}
