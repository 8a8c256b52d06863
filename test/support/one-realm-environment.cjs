const { AsyncLocalStorage } = require('node:async_hooks');
const { partOfJest } = require('./part-of-jest.cjs');

const { ModernFakeTimers } = partOfJest('@jest/fake-timers');
const { ModuleMocker } = partOfJest('jest-mock');

/**
 * Stores of asynchronous contexts that were used since the last suite. Jest makes some for each suite and never disables them, and each
 * promise of all later suites would carry each of them on.
 */
const usedStores = new Set();
for (const use of ['run', 'enterWith']) {
  const original = AsyncLocalStorage.prototype[use];
  AsyncLocalStorage.prototype[use] = function (...args) {
    usedStores.add(this);
    return original.apply(this, args);
  };
}

/** Suites run in the realm of their worker, one after the other; see the runtime beside. Environment and exit code are given back. */
module.exports = class OneRealmEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  /** The legacy ones of jest, which nobody uses here. */
  fakeTimers = null;
  #environment = { ...process.env };
  #exitCode = process.exitCode;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const store of usedStores) store.disable();
    usedStores.clear();
    for (const name of Object.keys(process.env)) if (!(name in this.#environment)) delete process.env[name];
    Object.assign(process.env, this.#environment);
    process.exitCode = this.#exitCode;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** There is no context of its own: the runtime compiles in the worker's. */
  getVmContext() {
    return null;
  }
};
