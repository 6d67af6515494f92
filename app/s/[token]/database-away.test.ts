import { expect, it } from 'vitest';
import { GET } from '@/app/s/[token]/route';

// Nothing listens on port 1.
process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';
process.env.HOLDFAST_SECRET = 'a-secret-for-tests-only-that-is-long-enough';

it('a guest is told to come back while the database is away', async () => {
  const params = Promise.resolve({ token: 'A'.repeat(43) });
  const response = await GET(new Request('http://localhost/s/x'), { params });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('This page cannot be shown right now');
});
