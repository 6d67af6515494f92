import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/**
 * JavaScript a page of the console may need before it works, in bytes after gzip. React and Next take 132 kB of it, the
 * frame of the console 46 kB (docs/decisions/0014).
 */
const consoleBudget = 196_000;

/** The page that people work on in an incident: its lanes, log and filters are there at once. */
const timelineBudget = 215_000;

const statsSchema = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }));

export type RouteWeight = { route: string; bytes: number; budget: number };

/** What each page of the build in this folder loads at first. Routes without scripts don't appear in the build's figures. */
export function weighBundles(statsPath = '.next/diagnostics/route-bundle-stats.json'): RouteWeight[] {
  const stats = statsSchema.parse(JSON.parse(readFileSync(statsPath, 'utf8')));
  const sizes = new Map<string, number>();
  const sizeOf = (path: string) => {
    const size = sizes.get(path) ?? gzipSync(readFileSync(path)).length;
    sizes.set(path, size);
    return size;
  };
  return stats.map(({ route, firstLoadChunkPaths }) => ({
    route,
    bytes: firstLoadChunkPaths.reduce((sum, path) => sum + sizeOf(path), 0),
    budget: budgetOf(route),
  }));
}

/** The page behind a share link works without scripts, so it may not become an ordinary page. */
function budgetOf(route: string): number {
  if (route.startsWith('/s/')) return 0;
  return route === '/incidents/[incidentRef]' ? timelineBudget : consoleBudget;
}

export function isWithinBudget(weights: readonly RouteWeight[]): boolean {
  return weights.length > 0 && weights.every(({ bytes, budget }) => bytes <= budget);
}

export function describeWeights(weights: readonly RouteWeight[]): string {
  return weights
    .toSorted((first, second) => second.bytes - first.bytes)
    .map(({ route, bytes, budget }) => `${kilobytes(bytes)} of ${kilobytes(budget)} kB  ${route}`)
    .join('\n');
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(6);
}
