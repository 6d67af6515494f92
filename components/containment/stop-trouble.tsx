import { Banner } from '@/components/ui/banner';
import { CopyBlock } from '@/components/ui/copy-block';
import type { HeldScope } from '@/lib/containment/containment';
import { countOf } from '@/lib/containment/hold-words';
import { hasFailed, isSettled } from '@/lib/containment/summarise-containment';

/** A stop that XEM has not followed: that it stands all the same, and the lines to type for what is still open. */
export function StopTrouble({ scopes }: { scopes: HeldScope[] }) {
  const open = scopes.filter((scope) => !isSettled(scope));
  if (open.length === 0) return null;
  const failedCount = open.filter(hasFailed).length;
  const awayCount = open.filter(({ progress }) => progress === 'unreachable').length;
  return (
    <div className="grid gap-2">
      {awayCount > 0 ? (
        <Banner
          tone="danger"
          title={`XEM is out of reach for ${countOf(awayCount, 'agent')}. The ${
            open.every(({ desired }) => desired === 'running') ? 'release' : 'stop'
          } stands and is carried out the moment XEM answers.`}
        >
          Until then these agents may go on working.
        </Banner>
      ) : null}
      {/* A single one stands with its agent. */}
      {open.length > 1 ? (
        <details open={failedCount > 0}>
          <summary className="cursor-pointer py-1 text-ink-2 text-small">
            The {open.length} commands to run where XEM can be reached
          </summary>
          <CopyBlock
            text={open.map(({ manualCommand }) => manualCommand).join('\n')}
            label="the commands for all that is open"
          />
        </details>
      ) : null}
    </div>
  );
}
