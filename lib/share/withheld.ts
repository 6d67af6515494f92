import type { RedactionProfile } from '@/lib/share/profile';
import type { Withheld } from '@/lib/share/redact-text';

type Named = { id: string; name: string; isAffected: boolean };

export type ShareFacts = {
  people: string[];
  tools: { name: string; isAffected: boolean }[];
  agents: Named[];
  workspaces: Named[];
  /** Executions, invocations, approvals, chats. */
  ids: string[];
  /** Arguments and outputs of calls in the incident, as JSON or text. */
  payloads: unknown[];
};

/** Shorter ones, and plain words, stand in any sentence by chance. */
const shortestValue = 4;
const shortestNamePart = 3;
const valueLimit = 5_000;

/** What a profile takes out of people's words, and which names may stay. */
export function withheldOf(facts: ShareFacts, profile: RedactionProfile) {
  const names = [
    ...facts.people.flatMap((name) => [name, ...nameParts(name)]).map(marked('[person]')),
    ...facts.agents.flatMap(({ id, name }) => [id, name]).map(marked('[agent]')),
    ...facts.workspaces.flatMap(({ id, name }) => [id, name]).map(marked('[workspace]')),
    ...facts.tools.map(({ name }) => name).map(marked('[tool]')),
  ];
  const always = [
    ...facts.payloads.flatMap(telling).slice(0, valueLimit).map(marked('[value]')),
    ...facts.ids.map(marked('[id]')),
  ];
  if (profile === 'public') return { withheld: [...always, ...names], kept: [], hidesNamedIds: true };
  const kept = names.map(({ value }) => value);
  const known = new Set(kept);
  return { withheld: always.filter(({ value }) => !known.has(value)), kept, hidesNamedIds: false };
}

function marked(mark: string) {
  return (value: string): Withheld => ({ value: value.trim(), mark });
}

function nameParts(name: string): string[] {
  if (name.includes('@')) return [];
  return name.split(/[\s,.]+/).filter((part) => part.length >= shortestNamePart);
}

/** The values inside arguments or output that could be recognised: names of things, addresses, whole lines. */
function telling(payload: unknown): string[] {
  if (typeof payload === 'string') {
    return payload
      .split('\n')
      .flatMap((line) => [line.trim(), ...line.split(/[\s"'`,;=(){}[\]<>]+/)])
      .filter((value) => value.length >= shortestValue && /[^\p{L}]/u.test(value));
  }
  if (payload === null || typeof payload !== 'object') return [];
  return Object.values(payload).flatMap(telling);
}
