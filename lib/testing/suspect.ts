import type { Suspect } from '@/lib/executions/endpoints';
import { buildExecutionSummary } from '@/lib/testing/execution-summary';

/** An execution that looks wrong, as nobody had approved it. */
export function buildSuspect(changes: Partial<Suspect> = {}): Suspect {
  return { ...buildExecutionSummary(changes), suspicions: ['without_approval'], ...changes };
}
