import { expect, it } from 'vitest';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';

it('lets only scripts with the nonce run, and no page frame the console', () => {
  const policy = contentSecurityPolicy('abc', { isDevelopment: false });
  const scripts = policy.split('; ').find((directive) => directive.startsWith('script-src'));
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'none'");
});

it('allows eval in development only', () => {
  expect(contentSecurityPolicy('abc', { isDevelopment: true })).toContain("'unsafe-eval'");
});
