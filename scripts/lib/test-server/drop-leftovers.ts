import pg from 'pg';

/** How many schemas to keep ready: the current one, and one for those who switch between branches. */
const templatesKept = 2;

/** Drops what earlier test runs left; call only while no run uses the server. */
export async function dropLeftovers(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^(clone|building|scratch|template)_' order by oid desc`,
    );
    const names = rows.map((row) => row.datname);
    const kept = names.filter((name) => name.startsWith('template_')).slice(0, templatesKept);
    for (const name of names.filter((candidate) => !kept.includes(candidate))) {
      await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
    }
  } finally {
    await client.end();
  }
}
