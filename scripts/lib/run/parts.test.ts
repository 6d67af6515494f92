import { describe, expect, it } from 'vitest';
import { type Part, Parts } from './parts';

function part(name: string, stopped: string[]): Part & { end(reason: string): void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    ended: promise,
    end: resolve,
    stop: async () => {
      stopped.push(name);
      resolve('stopped');
    },
  };
}

describe('what was started', () => {
  it('stops in the reverse order, once', async () => {
    const stopped: string[] = [];
    const parts = new Parts();
    for (const name of ['database', 'simulator', 'console']) await parts.add(part(name, stopped));
    await Promise.all([parts.stopAll(), parts.stopAll()]);
    expect(stopped).toEqual(['console', 'simulator', 'database']);
  });

  it('tells of the first part that ends by itself', async () => {
    const parts = new Parts();
    await parts.add(part('database', []));
    const simulator = await parts.add(part('simulator', []));
    simulator.end('The simulator stopped with exit code 1.');
    await expect(parts.firstEnd).resolves.toBe('The simulator stopped with exit code 1.');
  });

  it('stops what is added too late', async () => {
    const stopped: string[] = [];
    const parts = new Parts();
    await parts.stopAll();
    await expect(parts.add(part('console', stopped))).rejects.toThrow('It was asked to stop.');
    expect(stopped).toEqual(['console']);
  });

  it('stops a build under way, but not one that has finished', async () => {
    const stopped: string[] = [];
    const parts = new Parts();
    const finished = part('first build', stopped);
    finished.end('done');
    await parts.finish(finished);
    const underWay = parts.finish(part('second build', stopped));
    await parts.stopAll();
    await expect(underWay).resolves.toBe('stopped');
    expect(stopped).toEqual(['second build']);
  });
});
