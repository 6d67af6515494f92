const sentenceByCode: Record<string, (where: string) => string> = {
  ECONNREFUSED: (where) =>
    `Nothing answers at ${where}; check DATABASE_URL, and that the database server runs.`,
  ENOTFOUND: (where) => `The name of the database server in DATABASE_URL (${where}) is not known.`,
  EAI_AGAIN: (where) => `The name of the database server in DATABASE_URL (${where}) can't be looked up now.`,
  ETIMEDOUT: (where) => `The database server at ${where} does not answer in time; check DATABASE_URL.`,
  '28P01': (where) => `The database server at ${where} refuses the user or password in DATABASE_URL.`,
  '28000': (where) => `The database server at ${where} refuses the user in DATABASE_URL.`,
  '3D000': (where) => `The database named in DATABASE_URL does not exist at ${where}; create it first.`,
  '42501': (where) => `The user in DATABASE_URL may not do what a migration needs at ${where}.`,
  '53100': (where) => `The disk of the database server at ${where} is full.`,
};

/** The sentence for a database that can't be used, or undefined where the fault lies elsewhere. Names no secret. */
export function explainDatabaseError(error: unknown, databaseUrl: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { host, pathname } = new URL(databaseUrl);
  const where = `${host}${pathname}`;
  if (error.message.includes('timeout expired')) return sentenceByCode.ETIMEDOUT?.(where);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return sentenceByCode[code]?.(where);
}
