import { AppError } from '@/lib/errors';
import { connectXem, type XemSettings } from '@/lib/xem/connect';
import { askRouter } from '@/lib/xem/probe/ask-router';
import { buildProbeReport } from '@/lib/xem/probe/build-probe-report';
import { observeRouter } from '@/lib/xem/probe/observe-router';
import { probeKeys } from '@/lib/xem/probe/probe-keys';
import { probePort } from '@/lib/xem/probe/probe-port';
import type { ProbeReport } from '@/lib/xem/probe/probe-report';
import { readContract } from '@/lib/xem/read-contract';

/** A read-only look at the configured router. Throws `invalid_input` where too little is configured to ask. */
export async function probe(
  settings: XemSettings,
  options: { environment?: Record<string, string | undefined> } = {},
): Promise<ProbeReport> {
  if (settings.XEM_TRANSPORT === 'cli') return probeClient(settings, options);
  const baseUrl = settings.XEM_BASE_URL;
  const keys = probeKeys(settings);
  if (baseUrl === undefined) throw new AppError('invalid_input', 'XEM_BASE_URL is missing.');
  if (keys.length === 0) throw new AppError('invalid_input', 'XEM_API_KEY is missing.');
  const contract = readContract(settings);
  const asked = await observeRouter(askRouter({ baseUrl, contract }), keys, contract);
  return buildProbeReport(asked, contract);
}

/** The command-line client hides the wire, and with it what the assumptions are about. */
async function probeClient(
  settings: XemSettings,
  options: { environment?: Record<string, string | undefined> },
) {
  const xem = connectXem(settings, options);
  const { missing, limited } = xem.capabilities;
  const unseen = Object.entries({ ...missing, ...limited }).map(([what, cost]) => ({ what, cost }));
  return {
    keys: [],
    surfaces: await probePort(xem),
    operations: [],
    assumptions: [],
    unseen,
    overrides: {},
  };
}
