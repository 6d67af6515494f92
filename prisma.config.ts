import { defineConfig } from 'prisma/config';

// For people with open internet, whose ordinary Prisma commands work on this folder; `npm start` needs only the schema.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
