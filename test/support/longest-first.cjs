const { relative, sep } = require('node:path');
const { partOfJest } = require('./part-of-jest.cjs');

const { default: Sequencer } = partOfJest('@jest/test-sequencer');

/** Suites of which each runs a server, a plant and perhaps a browser as processes of their own: three at once are too much for two processors. */
const houses = ['test/durability', 'test/browser', 'test/acceptance', 'test/cluster'];
/** Of the others those that take a minute or so. One of them begun last would run alone at the end. */
const long = ['test/fault-runs/random', 'test/paths', 'test/fault-runs', 'test/faults', 'plc-adapters/unit-driver'];
/** The last of the houses begins when so much of the others has begun, so that none of them runs alone at the end. */
const share = 0.75;

const rankIn = (beginnings, place) => {
  const found = beginnings.findIndex((beginning) => place.startsWith(beginning));
  return found < 0 ? beginnings.length : found;
};
/** The longest first as they took the last time; what was never run before by its place. */
const byLength = (beginnings, placeOf) => (a, b) =>
  (b.duration ?? 0) - (a.duration ?? 0) || rankIn(beginnings, placeOf(a)) - rankIn(beginnings, placeOf(b));

/** Orders suites: the longest first, and those that run a whole house evenly among the others. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const placeOf = ({ path, context }) => relative(context.config.rootDir, path).split(sep).join('/');
    const isHouse = (test) => rankIn(houses, placeOf(test)) < houses.length;
    const whole = sorted.filter(isHouse).sort(byLength(houses, placeOf));
    const others = sorted.filter((test) => !isHouse(test)).sort(byLength(long, placeOf));
    const between = Math.floor((others.length * share) / Math.max(1, whole.length));
    return [...whole.flatMap((test, index) => [test, ...others.slice(index * between, (index + 1) * between)]), ...others.slice(whole.length * between)];
  }
};
