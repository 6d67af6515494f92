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
  for (let answer = await ask(url); answer !== 'well'; answer = await ask(url)) {
    if (end !== undefined) throw refusal(end);
    if (Date.now() > deadline) {
      throw refusal(`${child.name} did not become ready in ${patienceMs / 1000} s; ${url} ${answer}.`);
    }
    await delay(50);
  }
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok ? 'well' : `answers with status ${response.status}`;
  } catch {
    return 'does not answer';
  }
}
