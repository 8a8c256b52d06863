const { createRequire } = require('node:module');

/** Each of them depends on the next; the first is a dependency of ours. */
const chain = ['jest', '@jest/core', 'jest-runtime'];

/** A package that `jest-runtime` depends on or is, wherever the installation put it. */
exports.partOfJest = (name) => chain.reduce((from, next) => createRequire(from.resolve(next)), require)(name);
