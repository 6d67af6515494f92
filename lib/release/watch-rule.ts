import { hasFailed } from '@/lib/executions/execution-status';
import { mayDestroy } from '@/lib/release/may-destroy';

/** What counts as 'it happens again' while a release is watched. */
export const watchRules = ['destructive_call', 'tool_failed', 'any_failure', 'tool_called'] as const;
export type WatchRule = (typeof watchRules)[number];

export type Watch = { rule: WatchRule; toolName: string | null };

type Call = { toolName: string | null; risk: string | null; status: string };

const neverRan = new Set(['pending_approval', 'queued', 'rejected', 'expired', 'cancelled']);

const breaks: Record<WatchRule, (call: Call, toolName: string | null) => boolean> = {
  destructive_call: (call) => mayDestroy(call) && !neverRan.has(call.status),
  tool_failed: (call, toolName) => call.toolName === toolName && hasFailed(call.status),
  any_failure: (call) => hasFailed(call.status),
  tool_called: (call, toolName) => call.toolName === toolName && !neverRan.has(call.status),
};

export function breaksWatch({ rule, toolName }: Watch, call: Call): boolean {
  return breaks[rule](call, toolName);
}

export function needsTool(rule: WatchRule): boolean {
  return rule === 'tool_failed' || rule === 'tool_called';
}

/** Such a rule is settled by the end of a call, the others by its start. */
export function meansFailure(rule: WatchRule): boolean {
  return rule === 'tool_failed' || rule === 'any_failure';
}

/** What holds the agents again, in words that follow 'again on'. */
export function watchText({ rule, toolName }: Watch): string {
  const tool = toolName ?? 'this tool';
  const words: Record<WatchRule, string> = {
    destructive_call: 'any destructive call',
    tool_failed: `any failure of ${tool}`,
    any_failure: 'any failure',
    tool_called: `any call of ${tool}`,
  };
  return words[rule];
}
