/** Tests run through swc to CommonJS; the ESM build itself is smoke-tested by test/acceptance. */
export default {
  // Packages are loaded once a worker instead of once a suite.
  testEnvironment: '<rootDir>/test/support/one-realm-environment.cjs',
  runtime: '<rootDir>/test/support/one-realm-runtime.cjs',
  roots: ['orchestrator', 'plc-adapters', 'workflows', 'reports', 'config', 'workstation', 'test'].map((room) => `<rootDir>/${room}`),
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(t|j)s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  setupFiles: ['<rootDir>/test/support/quiet-opcua.cjs'],
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/support/reporter.cjs'],
  testTimeout: 30_000,
  // One more than the processors of a small machine: the suites of plant and server mostly wait.
  maxWorkers: 3,
};
