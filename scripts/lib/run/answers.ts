import { setTimeout as delay } from 'node:timers/promises';
import { refusal } from '../refusal';
import type { Child } from './child';

/** Waits until the child's address answers well; its death ends the wait with what it said. */
export async function waitUntilAnswering(child: Child, url: string, patienceMs: number): Promise<void> {
  let end: string | undefined;
  void child.ended.then((text) => {
    end = text;
  });
  const deadline = Date.now() + patienceMs;
  while (!(await answersWell(url))) {
    if (end !== undefined) throw refusal(end);
    if (Date.now() > deadline)
      throw refusal(`${child.name} did not answer at ${url} in ${patienceMs / 1000} s.`);
    await delay(50);
  }
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
