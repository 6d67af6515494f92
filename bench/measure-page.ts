import type { BrowserContext, CDPSession } from '@playwright/test';

export type Figures = {
  /** As transferred, so compressed. */
  scriptBytes: number;
  allBytes: number;
  firstByteMs: number;
  /** Until the page answers its user: React has taken over, or for a page without scripts, it is drawn. */
  usableMs: number;
};

/** One cold visit. */
export async function measurePage(context: BrowserContext, url: string): Promise<Figures> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const bytes = await countBytes(session);
  await page.goto(url, { waitUntil: 'load' });
  const usable = await page.waitForFunction(() => {
    const main = document.querySelector('main') ?? document.body;
    const isStatic = document.scripts.length === 0;
    const isAlive = Object.keys(main).some((key) => key.startsWith('__reactFiber'));
    return isStatic || isAlive ? performance.now() : false;
  });
  const usableMs = Number(await usable.jsonValue());
  const firstByteMs = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation ? navigation.responseStart - navigation.requestStart : 0;
  });
  return { ...bytes, firstByteMs, usableMs };
}

async function countBytes(session: CDPSession): Promise<Pick<Figures, 'scriptBytes' | 'allBytes'>> {
  const counted = { scriptBytes: 0, allBytes: 0 };
  const scripts = new Set<string>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counted.allBytes += encodedDataLength;
    if (scripts.has(requestId)) counted.scriptBytes += encodedDataLength;
  });
  return counted;
}

/** Of each figure by itself. */
export function median(samples: Figures[]): Figures {
  const middle = (pick: (figures: Figures) => number): number => {
    const sorted = samples.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    scriptBytes: middle(({ scriptBytes }) => scriptBytes),
    allBytes: middle(({ allBytes }) => allBytes),
    firstByteMs: middle(({ firstByteMs }) => firstByteMs),
    usableMs: middle(({ usableMs }) => usableMs),
  };
}
