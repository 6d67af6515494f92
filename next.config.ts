import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // These load files beside themselves at run time, or must be one instance for routes and jobs alike.
  serverExternalPackages: ['graphile-worker', 'pg', 'pino', '@prisma/client', '@prisma/adapter-pg'],
  // `npm test` checks types; a start should not wait for it, nor fail over a test's types.
  typescript: { ignoreBuildErrors: true },
  // Development would write guides for coding agents into the project.
  agentRules: false,
};

export default nextConfig;
