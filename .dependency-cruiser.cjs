/** The rooms of the house: who may import whom. See docs/architecture.md. */
const rooms = 'orchestrator|plc-adapters|workflows|reports|config|workstation';
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'workflows-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: `^(${rooms.replace('workflows|', '')}|test)/` },
    },
    {
      name: 'workflows-is-pure',
      comment: 'No I/O in the pure core: no node built-ins, only the pure libraries named here.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { dependencyTypesNot: ['local', 'type-only'], pathNot: 'node_modules/(xstate|decimal\\.js|luxon|@stdlib)/' },
    },
    {
      name: 'rooms-beside-workflows-import-only-workflows',
      severity: 'error',
      from: { path: '^(config|plc-adapters|reports)/' },
      to: { path: `^(${rooms.replace('workflows|', '')}|test)/`, pathNot: '^$1/' },
    },
    {
      name: 'workstation-stands-alone',
      comment: 'What it knows of the server are the types generated from the OpenAPI document.',
      severity: 'error',
      from: { path: '^workstation/' },
      to: { path: '^(orchestrator|plc-adapters|workflows|reports|config|test)/' },
    },
    { name: 'nobody-imports-orchestrator', severity: 'error', from: { pathNot: '^(orchestrator|test)/' }, to: { path: '^orchestrator/' } },
    { name: 'nobody-imports-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$|\\.test\\.ts$|\\.cjs$|^workstation/i18n/ready-formats\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json', '.css'] },
  },
};
