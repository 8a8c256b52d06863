const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { partOfJest } = require('./part-of-jest.cjs');

const { default: Runtime } = partOfJest('jest-runtime');

/** What tests and runner must have in common comes from the runner. */
const isOfJest = (name) => /^(@?jest(-|\/|$)|expect$)/.test(name);
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && !isOfJest(name);

/**
 * Loads packages once a worker and only our own files anew for each suite: loading node-opcua, zod, @stdlib and so on again and
 * again took a third of the processor time of a suite. Packages must then meet the same `Date`, `Error` … as the tests do, so
 * everything runs in the realm of the worker; see the environment beside.
 *
 * What it costs: a suite that changes the state of a package or of `globalThis` must change it back, and `jest.resetModules` and
 * `isolateModules` leave packages alone. Mocked packages are mocked as ever.
 */
module.exports = class OneRealmRuntime extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor, mockState } = this;
    if (!executor?.injectedModuleParameters || !mockState?.shouldMockCjs)
      throw new Error('jest-runtime changed inside: adapt test/support/one-realm-runtime.cjs');
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    const isLoadedOnce = isPackage(name) && !this.mockState.shouldMockCjs(from, name).shouldMock;
    return isLoadedOnce ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
};
