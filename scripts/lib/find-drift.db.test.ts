import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { findDrift, sqlOnlyObjects } from './find-drift';
import { readSchema } from './schema-sql';

const { serverUrl } = inject('testDatabase');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const smallSchema = `
datasource db {
  provider = "postgresql"
}
model Boat {
  id   Int    @id
  name String
}
`;

const smallSql =
  'create table "Boat" (id int not null, name text not null, constraint "Boat_pkey" primary key (id));';

function migrationsWith(sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-migrations-'));
  folders.push(folder);
  mkdirSync(join(folder, '20260101000000_first'));
  writeFileSync(join(folder, '20260101000000_first', 'migration.sql'), sql);
  return folder;
}

describe('the migrations of Holdfast', () => {
  it('lead to what the schema describes', async () => {
    const migrations = 'prisma/migrations';
    const drift = await findDrift({ serverUrl, schema: readSchema(), migrations, sqlOnly: sqlOnlyObjects });
    expect(drift).toEqual([]);
  });
});

describe('drift', () => {
  const find = (sql: string, sqlOnly: string[] = []) =>
    findDrift({ serverUrl, schema: smallSchema, migrations: migrationsWith(sql), sqlOnly });

  it.each([
    ['a table', `${smallSql} create table "Oar" (id int)`, 'Only in the migrations: table Oar'],
    [
      'a type',
      smallSql.replace('name text', 'name varchar(9)'),
      'Only in the schema: column Boat.name text not null',
    ],
    [
      'a default',
      smallSql.replace('text', `text default 'x'`),
      'Only in the schema: column Boat.name text not null',
    ],
    [
      'nullability',
      smallSql.replace('text not null', 'text'),
      'Only in the migrations: column Boat.name text',
    ],
    [
      'an index',
      `${smallSql} create index boat_name on "Boat" (name);`,
      'Only in the migrations: CREATE INDEX boat_name ON public."Boat" USING btree (name)',
    ],
  ])('is seen in %s', async (_what, sql, sentence) => {
    expect(await find(sql)).toContain(sentence);
  });

  describe('of a table in partitions', () => {
    const partitioned = `
      create table "Boat" (id int not null, name text not null, constraint "Boat_pkey" primary key (id))
        partition by range (id);
      create table "Boat_first" partition of "Boat" for values from (0) to (9);
      create table "Boat_rest" partition of "Boat" default;`;

    it('is not seen in the partitions themselves', async () => {
      expect(await find(partitioned)).toEqual([]);
    });

    it.each([
      [
        'an index of all',
        'create index boat_name on "Boat" (name);',
        'Only in the migrations: CREATE INDEX boat_name ON public."Boat" USING btree (name)',
      ],
      [
        'an index of one partition',
        'create index first_name on "Boat_first" (name);',
        'Only in the migrations: CREATE INDEX first_name ON public."Boat_first" USING btree (name)',
      ],
      [
        'a column',
        'alter table "Boat" add column length int;',
        'Only in the migrations: column Boat.length integer',
      ],
      [
        'a key',
        'alter table "Boat" drop constraint "Boat_pkey";',
        'Only in the schema: constraint Boat_pkey on Boat PRIMARY KEY (id)',
      ],
    ])('is seen in %s', async (_what, sql, sentence) => {
      expect(await find(partitioned + sql)).toContain(sentence);
    });
  });

  it('is not seen in functions, triggers and objects declared as made by SQL only', async () => {
    const sql = `${smallSql}
      create index boat_name on "Boat" (name);
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no; never'; end $$;
      create trigger refuse before delete on "Boat" execute function refuse();`;
    expect(await find(sql, ['boat_name'])).toEqual([]);
  });
});
