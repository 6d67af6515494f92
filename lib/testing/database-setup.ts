import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { testDatabaseUrl } from '@/lib/testing/database';

// Before any module of the application reads its settings.
const home = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
process.env.DATABASE_URL = await testDatabaseUrl();
process.env.HOLDFAST_HOME = home;
process.env.HOLDFAST_SECRET = 'a-secret-for-tests-only-that-is-long-enough';

afterAll(() => rmSync(home, { recursive: true, force: true }));
