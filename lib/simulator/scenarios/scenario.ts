import type { Stage } from '@/lib/simulator/scenarios/stage';

/** A story that the simulated fleet lives through. Chapters are named, so that the agenda can be saved. */
export type Scenario = {
  name: string;
  /** One sentence, for who chooses among them. */
  summary: string;
  workspaces: { id: string; name: string; type: string }[];
  agents: FleetAgent[];
  chats: FleetChat[];
  traffic: TrafficStream[];
  /** What people do about a waiting approval; null leaves it to its timeout. */
  decide(stage: Stage): { afterMs: number; decision: 'approved' | 'rejected'; by: string } | null;
  /** How much of its past exists when it starts. */
  pastMs: number;
  /** The chapter that begins by itself, if any, and how long after the start. */
  opening: { chapter: string; afterMs: number } | null;
  chapters: Record<string, (stage: Stage, count: number) => void>;
};

export type FleetAgent = {
  id: string;
  name: string;
  region: string;
  maxConcurrent: number;
  workspaceIds: string[];
  tools: string[];
};

export type FleetChat = { id: string; title: string; workspaceId: string; template: string };

/** Calls of one kind of work, one every so often. */
export type TrafficStream = {
  agentId: string;
  workspaceId: string;
  chatId: string | null;
  requestedBy: string;
  everyMs: number;
  /** A tool named twice is called twice as often. */
  tools: readonly [string, ...string[]];
};
