import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode } from './install.mjs';
import { fail, say } from './say.mjs';

export function isGenerated(root) {
  const stamp = stampPath(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Writes the Prisma client when the schema, or Prisma, changed since it was last written. */
export function generateClient(root) {
  if (isGenerated(root)) return;
  say('Generating the database client.');
  const stamp = stampPath(root);
  const wanted = fingerprint(root);
  rmSync(stamp, { force: true });
  const run = spawnSync(projectNode(root), [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: root,
    encoding: 'utf8',
    // Generating needs no schema engine, yet Prisma would download one; a path that exists stops it from trying.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (run.status !== 0 || !existsSync(dirname(stamp))) {
    process.stderr.write(`${run.stdout}${run.stderr}`);
    fail('Generating the database client from prisma/schema.prisma failed; what Prisma said stands above.');
  }
  writeFileSync(stamp, wanted);
}

function schemaFiles(root) {
  const folder = join(root, 'prisma');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => join(folder, name));
}

function stampPath(root) {
  return join(root, 'lib', 'db', 'generated', '.holdfast-generated');
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const path of [
    ...schemaFiles(root),
    join(root, 'prisma.config.ts'),
    join(root, 'node_modules/prisma/package.json'),
  ]) {
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}
