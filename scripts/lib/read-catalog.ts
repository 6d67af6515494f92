import pg from 'pg';

/**
 * Each row is one fact about one object. Partitions repeat their parent, except for an index that only they have; whether a
 * table has partitions is nothing a schema can say. Prisma's own table is no part of ours.
 */
const facts = `
  with tables as (
    select oid, relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and relname <> '_prisma_migrations'
  )
  select relname as name, 'table ' || relname as fact from tables
  union all
  select relname || '.' || attname,
    'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
      || case when attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
  from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  union all
  select indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
  from tables join pg_index on indrelid = tables.oid
  union all
  select indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  from pg_index join pg_class on pg_class.oid = indrelid
  where relnamespace = 'public'::regnamespace and relispartition
    and not exists (select from pg_inherits where inhrelid = indexrelid)
  union all
  select conname, 'constraint ' || conname || ' on ' || relname || ' ' || pg_get_constraintdef(pg_constraint.oid)
  from tables join pg_constraint on conrelid = tables.oid
  where contype <> 'n'
  union all
  select typname, 'enum ' || typname || ' ' || string_agg(enumlabel, ', ' order by enumsortorder)
  from pg_type join pg_enum on enumtypid = pg_type.oid
  group by typname`;

export type CatalogFact = { name: string; fact: string };

/** What a database consists of as far as a Prisma schema can say: tables, columns, keys, indexes, enums. */
export async function readCatalog(databaseUrl: string): Promise<CatalogFact[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<CatalogFact>(facts);
    return rows.map(({ name, fact }) => ({ name: name.replaceAll('"', ''), fact }));
  } finally {
    await client.end();
  }
}
