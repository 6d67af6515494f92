/** A key of the project, never its secret. */
export type XemApiKey = {
  keyId: string;
  name: string;
  /** The first characters, by which people know a key again. */
  prefix: string | null;
  /** Null where this router doesn't show them. */
  scopes: string[] | null;
  isActive: boolean | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  createdAt: Date | null;
  raw: unknown;
};
