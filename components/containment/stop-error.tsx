import { Banner } from '@/components/ui/banner';
import { type AppError, isAppError } from '@/lib/errors';

/** Why nothing was held, and what to do about it. */
export function StopError({ error }: { error: Error | null }) {
  if (error === null) return null;
  if (isAppError(error, 'counts_changed')) {
    return (
      <Banner tone="draining" title="Nothing is held yet.">
        What this would stop changed since you looked: {changeText(error)}. What you see above is new.
      </Banner>
    );
  }
  return (
    <Banner tone="danger" title="Nothing is held.">
      {isAppError(error) ? error.userMessage : 'Something went wrong. Try again.'}
    </Banner>
  );
}

const costTexts: Record<string, string> = {
  healthy_per_hour: 'healthy calls an hour',
  queued_count: 'queued calls',
  approval_count: 'approvals behind the stop',
};

function changeText({ details }: AppError): string {
  const countOf = (key: string) => (Array.isArray(details[key]) ? details[key].length : 0);
  const [added, gone] = [countOf('addedAgentIds'), countOf('goneAgentIds')];
  const agents = [
    added > 0 ? `${countText(added)} joined` : '',
    gone > 0 ? `${countText(gone)} left` : '',
  ].filter(Boolean);
  return [...agents, ...costsIn(details.grownCosts)].join(', ');
}

function countText(count: number): string {
  return `${count} ${count === 1 ? 'agent' : 'agents'}`;
}

function costsIn(grown: unknown): string[] {
  if (!Array.isArray(grown)) return [];
  return grown.flatMap(({ name, seen, now }: { name?: unknown; seen?: unknown; now?: unknown }) => {
    const text = costTexts[String(name)];
    return text === undefined ? [] : `${now} ${text}, not ${seen}`;
  });
}
