'use client';

import { useQuery } from '@tanstack/react-query';
import { RiskChip } from '@/components/executions/risk-chip';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ManifestTool } from '@/lib/agents/agent';
import { agentManifest } from '@/lib/agents/queries';
import { visibleText } from '@/lib/visible-text';

const sourceWords: Record<NonNullable<ManifestTool['riskSource']>, string | null> = {
  manifest: null,
  catalogue: 'by the catalogue',
  executions: 'as last seen',
};

/** The tools that the agent can run, the dangerous ones marked. */
export function AgentManifest({ agentId }: { agentId: string }) {
  const { data, error, refetch, isFetching } = useQuery(agentManifest(agentId));
  return (
    <Section title="Manifest" note={data ? `${data.data.length} tools` : null}>
      {data === undefined ? (
        error ? (
          <ErrorState
            className="mt-3"
            title="Its tools cannot be read"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={6} label="Loading its tools" />
        )
      ) : (
        <>
          {data.note ? (
            <Banner tone="stale" title="The risk of some tools is not known for sure." className="mt-2">
              {data.note}
            </Banner>
          ) : null}
          {data.data.length === 0 ? (
            <EmptyState title="It names no tool." />
          ) : (
            <ul>
              {data.data.map(({ toolName, risk, riskSource }) => (
                <li key={toolName} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b py-1">
                  <span className="wrap-anywhere min-w-0 font-mono text-small">{visibleText(toolName)}</span>
                  <span className="ml-auto flex items-center gap-2">
                    {riskSource && sourceWords[riskSource] ? (
                      <span className="text-ink-3 text-micro">{sourceWords[riskSource]}</span>
                    ) : null}
                    <RiskChip risk={risk} isQuiet />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}
