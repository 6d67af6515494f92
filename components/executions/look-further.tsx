import { CopyBlock } from '@/components/ui/copy-block';
import { Section } from '@/components/ui/section';
import type { ExecutionDetail } from '@/lib/executions/execution';

/** The execution id stands on every line of the agent's log and names its trace. */
export function LookFurther({ execution }: { execution: ExecutionDetail }) {
  const { journalctl, traceUrl, agentName } = execution;
  return (
    <Section title="Look further">
      <p className="py-2 text-ink-2">
        On the host of {agentName ?? 'its agent'}, every line of the log that names this execution:
      </p>
      <CopyBlock label="the log command" text={journalctl} />
      {traceUrl ? (
        <>
          <p className="pt-3 pb-2 text-ink-2">
            Its{' '}
            <a href={traceUrl} target="_blank" rel="noreferrer" className="text-accent hover:underline">
              trace
            </a>
            , from router to tool and back:
          </p>
          <CopyBlock label="the trace link" text={traceUrl} />
        </>
      ) : (
        <p className="pt-3 text-ink-3 text-small">
          No trace backend is named. An operator can set TRACES_URL.
        </p>
      )}
    </Section>
  );
}
