'use client';

import { useQuery } from '@tanstack/react-query';
import { ProbeTable, type ProbeTableRow } from '@/components/connection/probe-table';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { assumptionLabel } from '@/lib/connection/assumption-labels';
import type { StoredProbeReport } from '@/lib/connection/connection-schema';
import { operationLabel, surfaceLabel } from '@/lib/connection/operation-labels';
import { probeDetail } from '@/lib/connection/queries';

/** What one probe found, and its file to download. */
export function ProbeDetail({ probeId }: { probeId: string }) {
  const { data, error, refetch, isFetching } = useQuery(probeDetail(probeId));
  if (!data) {
    return error ? (
      <ErrorState
        title="This probe cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <SkeletonRows rows={8} label="Reading the probe" />
    );
  }
  if (data.report === null) {
    return (
      <p role="status" className="py-2 text-ink-2">
        {data.state === 'failed'
          ? data.errorMessage
          : 'The router is being asked. This goes on if you leave the page.'}
      </p>
    );
  }
  const { report } = data;
  const overrideCount = Object.keys(report.overrides).length;
  return (
    <div className="grid gap-5">
      <ProbeTable title="Keys" rows={report.keys.map(keyRow)} />
      <ProbeTable title="Surfaces" rows={report.surfaces.map(surfaceRow)} />
      <ProbeTable
        title="Routes"
        rows={report.operations.map(({ operation, path, answers, said }) => ({
          id: `${operation} ${path}`,
          what: operationLabel(operation),
          code: path,
          tone: answers ? 'ok' : 'danger',
          word: answers ? 'answers' : 'does not answer',
          detail: answers ? null : said,
        }))}
      />
      <ProbeTable title="Assumptions" rows={report.assumptions.map(assumptionRow)} />
      <ProbeTable
        title="Not shown by this router"
        nothing="It shows everything that Holdfast makes use of."
        rows={report.unseen.map(({ what, cost }) => ({
          id: what,
          what: operationLabel(what),
          tone: 'draining',
          word: 'missing',
          detail: cost,
        }))}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72 text-ink-2">
          {overrideCount === 0
            ? 'The table fits this router: the file only keeps what is configured already.'
            : 'Something differs from the table in a way that Holdfast does not find out by itself. Save the file and name it in XEM_CONTRACT_FILE.'}
        </p>
        <Button asChild>
          <a href={`/api/v1/connection/probes/${probeId}/contract`} download="contract.json">
            Download contract file
          </a>
        </Button>
      </div>
    </div>
  );
}

function keyRow({ keyName, isAccepted, scopes }: StoredProbeReport['keys'][number]): ProbeTableRow {
  const lacking = Object.keys(scopes).filter((scope) => scopes[scope] === 'lacking');
  const word = isAccepted === null ? 'nothing answered' : isAccepted ? 'accepted' : 'refused';
  return {
    id: keyName,
    what: keyName,
    tone: isAccepted === false ? 'danger' : isAccepted && lacking.length === 0 ? 'ok' : 'draining',
    word,
    detail: Object.entries(scopes)
      .map(([scope, verdict]) => `${scope} ${verdict}`)
      .join(', '),
  };
}

const surfaceWords: Record<string, string> = {
  answers: 'answers',
  lacks_scope: 'lacks scope',
  key_refused: 'key refused',
  not_there: 'not there',
  fails: 'fails',
};

function surfaceRow({ surface, verdict, said, cost }: StoredProbeReport['surfaces'][number]): ProbeTableRow {
  return {
    id: surface,
    what: surfaceLabel(surface),
    tone: verdict === 'answers' ? 'ok' : 'danger',
    word: surfaceWords[verdict] ?? verdict,
    detail: verdict === 'answers' ? null : [cost, `It said: ${said}`].filter(Boolean).join(' '),
  };
}

const assumptionLooks: Record<string, Pick<ProbeTableRow, 'tone' | 'word'>> = {
  as_assumed: { tone: 'ok', word: 'as assumed' },
  otherwise: { tone: 'draining', word: 'otherwise' },
  open: { tone: 'neutral', word: 'open' },
};

function assumptionRow({ id, verdict, said }: StoredProbeReport['assumptions'][number]): ProbeTableRow {
  const look = assumptionLooks[verdict] ?? { tone: 'neutral', word: verdict };
  const label = assumptionLabel(id);
  return { id, what: label ?? id, ...(label !== null && { code: id }), detail: said, ...look };
}
