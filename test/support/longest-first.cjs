const { relative, sep } = require('node:path');
const { partOfJest } = require('./part-of-jest.cjs');

const { default: Sequencer } = partOfJest('@jest/test-sequencer');

/**
 * Where suites take minutes, the longest first: they run servers, plants and browsers. One of them begun last would run alone at the
 * end while the other workers have nothing to do.
 */
const long = ['test/durability', 'test/fault-runs/random', 'test/browser', 'test/acceptance', 'test/paths', 'test/fault-runs', 'test/faults', 'plc-adapters/unit-driver'];

/** Orders suites as they took the last time, as Jest does; where nothing is known of it, as on a fresh clone, by where they are. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const rank = ({ path, context }) => {
      const place = relative(context.config.rootDir, path).split(sep).join('/');
      const found = long.findIndex((beginning) => place.startsWith(beginning));
      return found < 0 ? long.length : found;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
};
