import pg from 'pg';

export type DatabaseSpec = { name: string; owner: string; password: string };

/** Makes the application's role and database where they are missing; may be called at every start. */
export async function ensureDatabase(adminUrl: string, spec: DatabaseSpec): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = pg.escapeIdentifier(spec.owner);
    const hasRole = await client.query('select from pg_roles where rolname = $1', [spec.owner]);
    if (hasRole.rowCount === 0) await client.query(`create role ${role} login`);
    await client.query(`alter role ${role} password ${pg.escapeLiteral(spec.password)}`);
    const hasDatabase = await client.query('select from pg_database where datname = $1', [spec.name]);
    if (hasDatabase.rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(spec.name)} owner ${role}`);
    }
  } finally {
    await client.end();
  }
}
