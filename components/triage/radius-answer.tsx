import { Answer } from '@/components/triage/answer';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import type { SourceFreshness } from '@/lib/mirror/freshness';
import type { BlastRadius } from '@/lib/triage/triage';

const shown = 4;

/** How far does the damage reach? What was touched by calls that did more than read. */
export function RadiusAnswer({ radius, sources }: { radius: BlastRadius; sources: SourceFreshness[] }) {
  const { workspaces, tools, targets, exitCodes } = radius;
  return (
    <Answer question="How far does the damage reach?" from={['executions']} sources={sources}>
      <KeyValueList className="pt-1.5">
        <KeyValue label="Workspaces">
          {list(workspaces.map(({ name, workspaceId, count }) => [name ?? workspaceId ?? 'unknown', count]))}
        </KeyValue>
        <KeyValue label="Tools">
          {list(tools.map(({ toolName, count }) => [toolName ?? 'unknown', count]))}
        </KeyValue>
        <KeyValue label="Targets">{list(targets.map(({ target, count }) => [target, count]))}</KeyValue>
        <KeyValue label="Exit codes">
          {list(
            exitCodes.map(({ exitCode, count }) => [exitCode === null ? 'none yet' : `${exitCode}`, count]),
          )}
        </KeyValue>
      </KeyValueList>
    </Answer>
  );
}

function list(tallies: [name: string, count: number][]): string {
  if (tallies.length === 0) return 'none';
  const named = tallies.slice(0, shown).map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
  const more = tallies.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
