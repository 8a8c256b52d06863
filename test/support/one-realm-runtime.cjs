const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { OwnModules, ownFile } = require('./one-realm-modules.cjs');
const { partOfJest } = require('./part-of-jest.cjs');

const { default: Runtime } = partOfJest('jest-runtime');

/** What tests and runner must have in common comes from the runner. */
const isOfJest = (name) => /^(@?jest(-|\/|$)|expect$)/.test(name);
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && !isOfJest(name);

/** Of the suite that runs now: knows how files are transformed. */
let transformCache;
/** Where the lines of the files loaded so far are found again, so that every suite's failures name the lines as written. */
const sourceMaps = new Map();

const ownModules = new OwnModules((path) => {
  const code = transformCache.transform(path);
  const map = transformCache.getSourceMaps().get(path);
  if (map) sourceMaps.set(path, map);
  return code;
});

/**
 * Loads packages and the rooms' files once a worker; only suites and what is in `test/` and `workstation/` is loaded anew for each
 * suite. Loading node-opcua, zod, @stdlib and so on again and again took a third of the processor time of a suite, our own files
 * another third. Packages must then meet the same `Date`, `Error` … as the tests do, so everything runs in the realm of the worker;
 * see the environment beside.
 *
 * What it costs: a suite that changes the state of a package, of a room's file or of `globalThis` must change it back, and
 * `jest.resetModules` and `isolateModules` leave them alone. Packages can be mocked for the suite itself; the rooms' files cannot be
 * mocked: what a test needs otherwise is handed in.
 */
module.exports = class OneRealmRuntime extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor, mockState } = this;
    if (!executor?.injectedModuleParameters || !mockState?.shouldMockCjs || !this.transformCache?.getSourceMaps)
      throw new Error('jest-runtime changed inside: adapt test/support/one-realm-runtime.cjs');
    ({ transformCache } = this);
    for (const [path, map] of sourceMaps) transformCache.getSourceMaps().set(path, map);
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    const own = ownFile(from, name);
    if (own !== null) return ownModules.load(own);
    const isLoadedOnce = isPackage(name) && !this.mockState.shouldMockCjs(from, name).shouldMock;
    return isLoadedOnce ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }

  setMock(from, name, ...rest) {
    if (ownFile(from, name) !== null) throw new Error(`${name} is loaded once a worker and cannot be mocked: hand in what it needs`);
    super.setMock(from, name, ...rest);
  }
};
