import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const databaseTests = '**/*.db.test.ts';
const outside = ['**/node_modules/**', '.next/**', '.holdfast/**', 'e2e/**', 'lib/db/generated/**'];

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // The guard against server code in the browser has no meaning here.
      'server-only': `${import.meta.dirname}/node_modules/server-only/empty.js`,
    },
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    // Patience costs nothing where all is well, and a busy machine is slow.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...outside, databaseTests],
          environment: 'node',
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'component',
          include: ['**/*.test.tsx'],
          exclude: outside,
          environment: 'jsdom',
          setupFiles: ['lib/testing/component-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [databaseTests],
          exclude: outside,
          environment: 'node',
          globalSetup: ['lib/testing/database-global-setup.ts'],
          setupFiles: ['lib/testing/database-setup.ts'],
        },
      },
    ],
  },
});
