import type { AssumptionFinding, ProbeReport, SurfaceFinding } from '@/lib/xem/probe/probe-report';

const surfaceWords: Record<SurfaceFinding['verdict'], string> = {
  answers: 'answers',
  lacks_scope: 'LACKS SCOPE',
  key_refused: 'KEY REFUSED',
  not_there: 'NOT THERE',
  fails: 'FAILS',
};

const assumptionWords: Record<AssumptionFinding['verdict'], string> = {
  as_assumed: 'as assumed',
  otherwise: 'OTHERWISE',
  open: 'open',
};

/** The report as text for a terminal. */
export function renderProbeReport(report: ProbeReport): string {
  const sections: [string, string[]][] = [
    [
      'Keys',
      report.keys.map(({ keyName, isAccepted, scopes }) => {
        const said = Object.entries(scopes).map(([scope, verdict]) => `${scope} ${verdict}`);
        const state = isAccepted === null ? 'nothing answered' : isAccepted ? said.join(', ') : 'REFUSED';
        return `${keyName}: ${state}`;
      }),
    ],
    [
      'Surfaces',
      report.surfaces.flatMap(({ surface, verdict, said, cost }) => [
        `${surface.padEnd(11)} ${surfaceWords[verdict]}${verdict === 'answers' ? '' : `: ${said}`}`,
        ...(cost === null ? [] : [`${' '.repeat(12)}${cost}`]),
      ]),
    ],
    [
      'Routes',
      report.operations.map(
        ({ operation, path, answers, said }) =>
          `${answers ? 'ok ' : 'NO '} ${operation} ${path}${answers ? '' : `: ${said}`}`,
      ),
    ],
    [
      'Assumptions',
      report.assumptions.map(({ id, verdict, said }) => `${id} ${assumptionWords[verdict]}: ${said}`),
    ],
    ['Not shown by this router', report.unseen.map(({ what, cost }) => `${what}: ${cost}`)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}
