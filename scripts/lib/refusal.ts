import { AppError } from '@/lib/errors';

/** What stops a command, as the one sentence its user reads. */
export function refusal(sentence: string, cause?: unknown): AppError {
  return new AppError('unavailable', sentence, { cause });
}

const sentenceByCode: Record<string, (path: string) => string> = {
  ENOSPC: (path) => `There is no space left on the disk that holds ${path}; free some, then start again.`,
  EDQUOT: (path) =>
    `Your quota on the disk that holds ${path} is used up; free some space, then start again.`,
  EACCES: (path) =>
    `This user may not read and write ${path}; change its owner, or name another folder in HOLDFAST_HOME.`,
  EPERM: (path) =>
    `This user may not change ${path}; change its owner, or name another folder in HOLDFAST_HOME.`,
  EROFS: (path) => `The disk that holds ${path} can't be written to; name another folder in HOLDFAST_HOME.`,
  EEXIST: (path) => `${path} is a file, not a folder; name another one in HOLDFAST_HOME.`,
  ENOTDIR: (path) => `${path} is not a folder; name another one in HOLDFAST_HOME.`,
};

/** The sentence for a failure of the file system, or undefined where it is a fault of ours. */
export function explainFileError(error: unknown, fallbackPath: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : fallbackPath;
  return sentenceByCode[error.code]?.(path);
}
