import { Banner } from '@/components/ui/banner';
import { type AppError, isAppError } from '@/lib/errors';

/** Why nothing was held, and what to do about it. */
export function StopError({ error }: { error: Error | null }) {
  if (error === null) return null;
  if (isAppError(error, 'counts_changed')) {
    return (
      <Banner tone="draining" title="Nothing is held yet.">
        The agents in this scope changed since you looked: {changeText(error)}. The list above is the new one.
      </Banner>
    );
  }
  return (
    <Banner tone="danger" title="Nothing is held.">
      {isAppError(error) ? error.userMessage : 'Something went wrong. Try again.'}
    </Banner>
  );
}

function changeText({ details }: AppError): string {
  const countOf = (key: string) => (Array.isArray(details[key]) ? details[key].length : 0);
  const [added, gone] = [countOf('addedAgentIds'), countOf('goneAgentIds')];
  return [added > 0 ? `${added} joined` : '', gone > 0 ? `${gone} left` : ''].filter(Boolean).join(', ');
}
