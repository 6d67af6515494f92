/** Who may import whom. The names read as the rules; `docs/architecture.md` says why. */

/** One domain's server code, which other domains leave alone, except for what is listed in `sharedServer`. */
const sharedServer = [
  '^lib/timeline/server/append-entry\\.ts$',
  '^lib/incidents/server/find-incident\\.ts$',
  '^lib/live/server/announce\\.ts$',
  '^lib/jobs/server/enqueue\\.ts$',
  '^lib/audit/server/record-audit\\.ts$',
  '^lib/notify/server/notify\\.ts$',
  '^lib/evidence/server/store-[^/]+\\.ts$',
  '^lib/remediation/server/store-[^/]+\\.ts$',
  '^lib/mirror/server/read-(names|again|call-places|first-open-calls)\\.ts$',
  '^lib/auth/server/issue-sign-in-link\\.ts$',
];

/** Domains that tell a story across others, so they may read there. */
const composers = '^lib/(postmortem|share|archive|triage|operations)/server/';

const tests = '\\.test\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'components-stay-off-the-server',
      comment: 'A component reads through queries and the API; server code must not reach the browser.',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^lib/(.*/server/|db/|env\\.ts|context\\.ts|xem/)' },
    },
    {
      name: 'primitives-know-no-domain',
      severity: 'error',
      from: { path: '^components/ui/', pathNot: tests },
      // What makes text safe to read knows no domain either, and what is safe must be the same everywhere.
      to: { path: '^(lib/(?!visible-text)|components/(?!ui/))' },
    },
    {
      name: 'share-page-makes-no-console-request',
      severity: 'error',
      from: { path: '^components/share/' },
      to: { path: '^lib/[^/]+/queries\\.ts$' },
    },
    {
      name: 'pages-read-and-routes-write',
      comment: 'A page prefetches; whatever changes something goes through a route handler.',
      severity: 'error',
      from: { path: '^app/.*(page|layout)\\.tsx$' },
      to: { path: '^lib/(db/|xem/|[^/]+/server/(?!read-|list-))' },
    },
    {
      name: 'routes-go-through-verbs',
      severity: 'error',
      from: { path: '^app/api/v1/' },
      to: { path: '^(lib/db/|lib/xem/|components/)' },
    },
    {
      name: 'queries-stay-in-the-browser',
      severity: 'error',
      from: { path: '^lib/[^/]+/queries\\.ts$' },
      to: { path: '^(lib/.*/server/|components/)' },
    },
    {
      name: 'the-edge-knows-no-domain',
      severity: 'error',
      from: { path: '^lib/http/', pathNot: tests },
      to: { path: '^lib/(?!http/|errors\\.ts|context\\.ts|clock\\.ts|observability/|db/)' },
    },
    {
      name: 'domains-leave-each-others-server-alone',
      severity: 'error',
      from: { path: '^lib/([^/]+)/server/', pathNot: [composers, '^lib/(jobs|live|release)/', tests] },
      to: { path: '^lib/[^/]+/server/', pathNot: ['^lib/$1/server/', ...sharedServer] },
    },
    {
      name: 'release-builds-on-containment',
      comment: 'A release is a way to change holds, so it takes the same locks and has the same one writer.',
      severity: 'error',
      from: { path: '^lib/release/server/', pathNot: tests },
      to: { path: '^lib/[^/]+/server/', pathNot: ['^lib/(release|containment)/server/', ...sharedServer] },
    },
    {
      name: 'composers-only-read-elsewhere',
      severity: 'error',
      from: { path: composers, pathNot: tests },
      to: {
        path: '^lib/[^/]+/server/',
        pathNot: ['^lib/$1/server/', '^lib/[^/]+/server/(read|list)-[^/]+\\.ts$', ...sharedServer],
      },
    },
    {
      name: 'server-verbs-know-no-framework',
      severity: 'error',
      from: { path: '^lib/.*/server/', pathNot: tests },
      to: { path: '^(app|components)/|node_modules/(next|react)/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Schemas, rules, builders and plans use no I/O, no clock, no settings, no React.',
      severity: 'error',
      from: { path: '^lib/[^/]+/((build|plan|draft|derive|redact)-?[^/]*|endpoints)\\.ts$', pathNot: tests },
      to: { path: '^(lib/.*/server/|lib/db/|lib/env\\.ts|lib/context\\.ts|node_modules/(react|next|pg)/)' },
    },
    {
      name: 'only-connect-picks-a-transport',
      severity: 'error',
      from: {
        path: '^lib/',
        pathNot: ['^lib/xem/(connect|http/|cli/|probe/)', '^lib/simulator/', '^lib/testing/', tests],
      },
      to: { path: '^lib/xem/(http|cli)/' },
    },
    {
      name: 'the-adapter-knows-no-domain',
      severity: 'error',
      from: { path: '^lib/xem/', pathNot: tests },
      to: { path: '^lib/(?!xem/|errors\\.ts|clock\\.ts|env\\.ts)' },
    },
    {
      name: 'the-simulator-stands-for-the-vendor',
      severity: 'error',
      from: { path: '^lib/simulator/', pathNot: tests },
      to: { path: '^lib/(?!simulator/|xem/(wire|contract)|clock\\.ts)' },
    },
    {
      name: 'only-context-assembles',
      comment: 'Everybody else is given what they need.',
      severity: 'error',
      from: {
        path: '^lib/[^/]+/server/',
        pathNot: ['^lib/jobs/server/(run-worker|start-process)\\.ts$', '^lib/live/server/hub\\.ts$', tests],
      },
      to: { path: '^lib/context\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-code-does-not-use-test-code',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: [tests, '^lib/testing/'] },
      to: { path: '^(lib/testing|e2e|bench)/|\\.test\\.tsx?$' },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: { path: '^(app|components|lib)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.holdfast|lib/db/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    parser: 'tsc',
  },
};
