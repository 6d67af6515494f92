'use client';

import { useQuery } from '@tanstack/react-query';
import { CapabilityList } from '@/components/connection/capability-list';
import { CircuitList } from '@/components/connection/circuit-list';
import { ConnectionFacts } from '@/components/connection/connection-facts';
import { ProbeSection } from '@/components/connection/probe-section';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { connection } from '@/lib/connection/queries';

/** The way to XEM: how it is set up, how it stands, what it can't do, and what a probe of the router found. */
export function ConnectionPanel({ mayProbe }: { mayProbe: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(connection());
  return (
    <>
      {data ? (
        <div className="grid gap-x-8 xl:grid-cols-2">
          <ConnectionFacts connection={data} />
          <CircuitList circuits={data.circuits} isUnreadable={error !== null} />
          <CapabilityList
            title="Not available this way"
            items={data.missing}
            nothing={`This way to ${data.platform} offers all that Holdfast makes use of.`}
          />
          <CapabilityList
            title="Available, with something left out"
            items={data.limited}
            nothing="Nothing is left out."
          />
        </div>
      ) : error ? (
        <ErrorState
          title="The connection cannot be shown"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Reading the connection" />
      )}
      <ProbeSection mayProbe={mayProbe} />
    </>
  );
}
