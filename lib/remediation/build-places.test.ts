import { expect, test } from 'vitest';
import { buildPlaces } from '@/lib/remediation/build-places';

test.each([
  ['rotate_credentials', ['/settings/xem/keys']],
  ['rotate_curve_keys', ['/agents/agt_1#danger', '/agents/agt%2F2#danger']],
  ['revoke_agent', ['/agents/agt_1#danger', '/agents/agt%2F2#danger']],
  ['other', []],
] as const)('%s is carried out at %j', (rung, hrefs) => {
  expect(buildPlaces(rung, { agentIds: ['agt_1', 'agt/2'] }).map(({ href }) => href)).toEqual(hrefs);
});
