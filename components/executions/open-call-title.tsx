import Link from 'next/link';
import { IdText } from '@/components/ui/id-text';
import { visibleText } from '@/lib/visible-text';

type OpenCallTitleProps = {
  call: { invocationId: string; executionId: string | null; toolName: string | null };
  /** What the page does not say already: where the call runs, or who runs it. */
  place: string | null;
};

/** A call that is not over: its tool, as a link once there is an execution. */
export function OpenCallTitle({ call, place }: OpenCallTitleProps) {
  const title = visibleText(call.toolName ?? call.invocationId);
  return (
    <span className="min-w-0 truncate">
      {call.executionId ? (
        <Link
          href={`/executions/${encodeURIComponent(call.executionId)}`}
          className="font-medium hover:underline"
        >
          {title}
        </Link>
      ) : (
        <>
          <span className="font-medium">{title}</span>{' '}
          <IdText value={call.invocationId} label="invocation" className="text-ink-3" />
        </>
      )}{' '}
      <span className="text-ink-3 text-small">{place}</span>
    </span>
  );
}
