import { Chip } from '@/components/ui/chip';
import { Elapsed } from '@/components/ui/clocks';
import { IdText } from '@/components/ui/id-text';
import type { OpenCall } from '@/lib/containment/open-call';
import { isGated } from '@/lib/triage/approval-verdict';

/** Calls still in flight, oldest first. */
export function CallList({ calls, totalCount }: { calls: OpenCall[]; totalCount: number }) {
  if (totalCount === 0) return null;
  return (
    <ul className="grid gap-1 text-small" aria-label="In flight">
      {calls.map((call) => (
        <CallRow key={call.invocationId ?? call.executionId} call={call} />
      ))}
      {totalCount > calls.length ? (
        <li className="text-ink-3">and {totalCount - calls.length} more</li>
      ) : null}
    </ul>
  );
}

function CallRow({ call }: { call: OpenCall }) {
  const { executionId, invocationId, toolName, risk, since, status } = call;
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="font-medium">{toolName ?? 'unknown tool'}</span>
      {isGated(risk) ? (
        <Chip tone="danger" glyph={null}>
          {risk}
        </Chip>
      ) : null}
      {executionId !== null ? (
        <IdText
          value={executionId}
          label="execution"
          href={`/executions/${encodeURIComponent(executionId)}`}
        />
      ) : invocationId !== null ? (
        <IdText value={invocationId} label="invocation" />
      ) : null}
      <span className="text-ink-3">{status}</span>
      {since === null ? null : <Elapsed since={since} label="running for" className="ml-auto text-ink-2" />}
    </li>
  );
}
