const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, relative, resolve, sep } = require('node:path');
const { compileFunction } = require('node:vm');

const root = resolve(__dirname, '..', '..');
const rooms = ['orchestrator', 'plc-adapters', 'workflows', 'reports', 'config'];
const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Whether a name is written as a path, as all our own files are named. */
const isPath = (name) => /^[./]/.test(name);

/** The file a module names, when it is one of the rooms' own that is no suite. */
function ownFile(from, name) {
  if (!isPath(name) || /\.test\.ts$/.test(name)) return null;
  const path = resolve(dirname(from), name);
  return rooms.includes(relative(root, path).split(sep)[0]) ? path : null;
}

/**
 * The rooms' files, each loaded once a worker: they keep nothing between their callers (no module singletons is a rule of the
 * house), so a suite that finds them loaded can't tell.
 */
class OwnModules {
  #loaded = new Map();

  /** @param transform makes of a file's path the text to run */
  constructor(transform) {
    this.transform = transform;
  }

  load(path) {
    const known = this.#loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#loaded.set(path, module);
    try {
      if (path.endsWith('.json')) module.exports = JSON.parse(readFileSync(path, 'utf8'));
      else this.#run(path, module);
    } catch (error) {
      this.#loaded.delete(path);
      throw error;
    }
    return module.exports;
  }

  #run(path, module) {
    const run = compileFunction(this.transform(path), parameters, { filename: path });
    const packages = createRequire(path);
    const required = (name) => {
      const own = ownFile(path, name);
      return own === null ? packages(name) : this.load(own);
    };
    run.call(module.exports, module.exports, required, module, path, dirname(path));
  }
}

module.exports = { OwnModules, ownFile };
