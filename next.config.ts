import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // These load files beside themselves at run time, or must be one instance for routes and jobs alike.
  serverExternalPackages: ['graphile-worker', 'pg', 'pino', '@prisma/client', '@prisma/adapter-pg'],
};

export default nextConfig;
