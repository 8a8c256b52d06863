import { z } from 'zod';
import { compareDecimals, toDecimal } from '../../../workflows/kernel/decimal.ts';
import { incrementMassSchema } from '../increment-mass-schema.ts';
import { bilingual, decimals, formula, identifier, positiveDecimal, source, sourced } from '../primitives.ts';
import { cutterSchema } from './cutter-schema.ts';
import { schemes } from './scheme-schema.ts';

/** The sampling section, `GrainSamplingRules`. */

const unique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;

const formulas = z.strictObject({
  sublotsByTarget: formula,
  sublotsFewest: formula,
  sublotsFixed: formula,
  sublotMass: formula,
  incrementsByTable: formula,
  incrementsByRoot: formula,
  inspectionUnits: formula,
  incrementsByPace: formula,
  incrementsByMass: formula,
  incrementsTotal: formula,
  purposeMasses: formula,
  bulkTotal: formula,
  kernelMass: formula,
  cutMass: formula,
  massInterval: formula,
  timeInterval: formula,
  firstCut: formula,
  lastCut: formula,
  samplerType: formula,
  cutterPath: formula,
  cutterOpening: formula,
  cutterSpeed: formula,
  flowShare: formula,
  dropHeight: formula,
  divisionRatio: formula,
  divisionPasses: formula,
  dividerHalves: formula,
  expectedMass: formula,
  collectedMass: formula,
  obtainedIncrements: formula,
  unsampledGap: formula,
  lotValidity: formula,
  keptShare: formula,
});

const purpose = z
  .strictObject({
    id: identifier,
    name: bilingual,
    bulkLeast: positiveDecimal.exactOptional(),
    bulkFromScheme: identifier.exactOptional(),
    laboratoryLeast: positiveDecimal.exactOptional(),
    laboratoryMost: positiveDecimal.exactOptional(),
    laboratoryDefault: positiveDecimal.exactOptional(),
    kernelsLeast: z.int().min(1).exactOptional(),
    handling: bilingual,
    source,
  })
  .refine((row) => row.bulkLeast === undefined || row.bulkFromScheme === undefined, {
    message: 'the bulk sample is either fixed or from a scheme',
    path: ['bulkFromScheme'],
  })
  .refine(({ laboratoryLeast: least, laboratoryDefault: usual, laboratoryMost: most }) => rising([least, usual, most]), {
    message: 'least, default and most must rise',
    path: ['laboratoryDefault'],
  });

function rising(values: readonly (z.output<typeof positiveDecimal> | undefined)[]): boolean {
  const present = values.filter((value) => value !== undefined);
  return present.slice(1).every((value, index) => compareDecimals(present[index] ?? value, value) <= 0);
}

const belowHundred = positiveDecimal.refine((value) => toDecimal(value).lt(100), 'must be below 100 %');

export const samplingSchema = z
  .strictObject({
    formulas,
    schemes,
    purposes: z
      .array(purpose)
      .min(1)
      .refine((rows) => unique(rows.map(({ id }) => id)), 'a purpose is defined twice'),
    interval: z.strictObject({ massDecimals: decimals, timeDecimals: decimals, source }),
    reported: z.strictObject({
      sublotMassDecimals: decimals,
      sampleMassDecimals: decimals,
      ratioDecimals: decimals,
      percentDecimals: decimals,
    shareDecimals: decimals,
      source,
    }),
    cutter: cutterSchema,
    divider: z.strictObject({ tolerancePercent: belowHundred, leastSplits: z.int().min(1), source }),
    collectedMass: z.strictObject({ tolerancePercent: belowHundred, source }),
    incrementMass: incrementMassSchema,
    gap: z.strictObject({ mostIntervals: positiveDecimal, source }),
    plausible: z.strictObject({ largestLot: sourced.shape.value, source }),
  })
  .superRefine(({ purposes, schemes: known }, context) =>
    purposes.forEach(({ bulkFromScheme }, index) => {
      const scheme = known.find(({ id }) => id === bulkFromScheme);
      if (bulkFromScheme === undefined || scheme?.editions.every(({ kind }) => kind === 'rows')) return;
      context.addIssue({
        code: 'custom',
        message: `"${bulkFromScheme}" is not a scheme with a table by mass`,
        path: ['purposes', index, 'bulkFromScheme'],
      });
    }),
  );
