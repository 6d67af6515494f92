import type { NextConfig } from 'next';

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

const nextConfig: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // These load files beside themselves at run time, or must be one instance for routes and jobs alike.
  serverExternalPackages: ['graphile-worker', 'pg', 'pino', '@prisma/client', '@prisma/adapter-pg', 'yjs'],
  // `npm test` checks types; a start should not wait for it, nor fail over a test's types.
  typescript: { ignoreBuildErrors: true },
  // The share page sets its own, stricter ones; pages also get a policy for scripts from `proxy.ts`.
  headers: async () => [{ source: '/((?!s/).*)', headers: securityHeaders }],
  // Development would write guides for coding agents into the project.
  agentRules: false,
};

export default nextConfig;
