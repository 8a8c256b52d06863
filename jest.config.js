/** Tests run through swc to CommonJS; the ESM build itself is smoke-tested by test/acceptance. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/orchestrator', '<rootDir>/plc-adapters', '<rootDir>/workflows', '<rootDir>/reports', '<rootDir>/config', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(t|j)s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  // hexy (of node-opcua), jose and string-width with what it needs ship as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(hexy|jose|string-width|strip-ansi|ansi-regex|get-east-asian-width)/)'],
  setupFiles: ['<rootDir>/test/support/quiet-opcua.cjs'],
  reporters: ['default', '<rootDir>/test/support/reporter.cjs'],
  testTimeout: 30_000,
  // One more than the processors of a small machine: the suites of plant and server mostly wait.
  maxWorkers: 3,
};
