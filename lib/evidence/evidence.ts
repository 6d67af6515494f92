export const evidenceKinds = ['archive', 'raw_output', 'upload'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const evidenceKindNames: Record<EvidenceKind, string> = {
  archive: 'Execution archive',
  raw_output: 'Raw output',
  upload: 'Upload',
};

/** More raw output than this, in bytes, is no longer something a person reads. */
export const rawOutputLimitBytes = 256 * 1024 * 1024;

/** An archive of 90 days of a busy fleet stays well below this, in bytes; a download that never ends does not. */
export const archiveLimitBytes = 4 * 1024 * 1024 * 1024;

/** A name that every file system and header takes. */
export function safeFileName(text: string): string {
  return (
    text
      .replaceAll(/[^\w.-]+/g, '_')
      .replace(/^[.-]+/, '_')
      .slice(0, 120) || 'file'
  );
}

/** Where the bytes of a file are; links need the address and nothing else of the endpoint. */
export const evidenceContentPath = '/api/v1/incidents/{incidentRef}/evidence/{evidenceId}/content';
