import { describe, expect, test } from 'vitest';
import { scenarios } from '@/lib/simulator/scenarios/scenarios';
import { tools } from '@/lib/simulator/tools/tools';
import { tellStory } from '@/lib/testing/tell-story';

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const scenarioName = name as keyof typeof scenarios;

  test('is called by its name, says in one sentence what happens, and opens with a chapter it has', () => {
    expect(scenario.name).toBe(name);
    expect(scenario.summary).toMatch(/^[A-Z].*[^.]\.$/);
    if (scenario.opening !== null) expect(Object.keys(scenario.chapters)).toContain(scenario.opening.chapter);
  });

  test('knows every tool and workspace that its agents and its work name', () => {
    const workspaceIds = scenario.workspaces.map((it) => it.id);
    for (const agent of scenario.agents) {
      expect([...tools.keys()]).toEqual(expect.arrayContaining(agent.tools));
      expect(workspaceIds).toEqual(expect.arrayContaining(agent.workspaceIds));
    }
  });

  test('tells the same story for the same seed, and none before its opening', async () => {
    const openingAfterMs = 600_000;
    const [one, other] = [0, 0].map(() => tellStory({ scenario: scenarioName, openingAfterMs }));
    one?.minutes(9);
    expect(one?.simulator.controls.state().begunChapters).toEqual([]);
    one?.minutes(21);
    other?.minutes(30);
    expect(await one?.executions()).toEqual(await other?.executions());
    const opening = scenario.opening?.chapter;
    expect(one?.simulator.controls.state().begunChapters.slice(0, 1)).toEqual(
      opening === undefined ? [] : [opening],
    );
  });

  test('can be told in a larger fleet', () => {
    const story = tellStory({ scenario: scenarioName, load: { agents: 50, executions: 1_000 } });
    story.minutes(5);
    expect(story.simulator.controls.state().agents).toBe(50);
  });
});
