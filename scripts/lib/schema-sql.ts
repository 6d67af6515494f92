import { readFileSync } from 'node:fs';
import { noFilters, withSchemaEngine } from './schema-engine';

export const schemaPath = 'prisma/schema.prisma';

/** The SQL that leads from one schema text to another; from nothing when `from` is absent. Reads no database. */
export async function schemaSql(databaseUrl: string, from: string | undefined, to: string): Promise<string> {
  const target = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: schemaPath, content }],
  });
  return await withSchemaEngine(databaseUrl, async (engine) => {
    const difference = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    return difference.stdout ?? '';
  });
}

export function readSchema(): string {
  return readFileSync(schemaPath, 'utf8');
}
