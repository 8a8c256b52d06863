import { isDeepStrictEqual } from 'node:util';
import type { Law, StepLaw } from './catalogue.ts';

/** What must hold of every process, whatever it is about. */

/** Days left of a certificate, and the drift of a clock, fall below zero by their nature. */
const signed = ['daysLeft', 'driftSeconds', 'clockDrift'];

const isBelowZero = (value: unknown): boolean =>
  typeof value === 'number' ? !(value >= 0) : typeof value === 'string' && /^-\d+(\.\d+)?$/.test(value);

function isSound(value: unknown, name = ''): boolean {
  if (value !== null && typeof value === 'object')
    return Object.entries(value).every(([key, each]) => isSound(each, key));
  return signed.includes(name) || !isBelowZero(value);
}

export const generalLaws: readonly Law<unknown>[] = [
  {
    says: 'no count and no mass is below zero, and each is a number',
    holds: ({ context }) => isSound(context),
  },
  {
    says: 'who has ended awaits no time',
    holds: ({ isDone, process }) => !isDone || process.timers.length === 0,
  },
];

export const generalStepLaws: readonly StepLaw<unknown>[] = [
  {
    says: 'what is asked for is plain data: the journal reads it back as it was',
    holds: ({ effects }) =>
      effects.every(({ params }) => isDeepStrictEqual(JSON.parse(JSON.stringify(params)), params)),
  },
  {
    says: 'no effect has the id of another',
    holds: ({ from, effects }) => {
      const ids = [...from.open, ...effects].map(({ id }) => id);
      return new Set(ids).size === ids.length;
    },
  },
];
