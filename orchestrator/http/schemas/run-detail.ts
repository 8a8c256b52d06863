import { z } from 'zod';
import { loggedCommand } from './command-log.ts';
import { run } from './plant.ts';
import { bilingual, decimal, instantText } from './scalars.ts';
import { possibleCommand } from './unit-description.ts';

const maybeDecimal = decimal.nullable();

const machine = z.object({
  definition: z.string().meta({ example: 'coal-sampling@1' }),
  value: z.unknown().meta({ description: 'State value as XState has it: a name, or names by region' }),
  paths: z
    .array(z.string())
    .meta({ description: 'The same, from the root to the deepest state of each region' }),
  done: z.boolean(),
  hold: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .meta({ description: 'The process itself is on hold' }),
});

const plan = z.object({
  increments: z.int(),
  quantity: maybeDecimal.meta({ description: 'As declared; null for who works blind, because it tells the cargo' }),
  quantityUnit: z.enum(['t', 'm³']),
  interval: z
    .object({
      value: decimal,
      unit: z.enum(['s', 't', 'm³']),
      basis: z.enum(['time', 'mass', 'volume']),
      stratified: z.boolean(),
    })
    .nullable(),
  passed: maybeDecimal.meta({ description: 'By the meter since the unit began' }),
  isLast: z.boolean().meta({ description: 'Takes what is left of the lot' }),
});

const increment = z
  .object({
    place: z.int().meta({ description: '1, 2, 3 … in the order they came' }),
    number: z
      .int()
      .nullable()
      .meta({ description: 'As the PLC counts, taken and missed apart; null for one by hand' }),
    state: z.enum(['taken', 'missed', 'void', 'by-hand']),
    mass: maybeDecimal.meta({ description: 'Before division' }),
    kept: maybeDecimal.meta({ description: 'kg after division' }),
    unit: z.enum(['kg', 'mL']).meta({ description: 'Of mass and expected' }),
    expected: maybeDecimal,
    deviationPercent: maybeDecimal,
    flow: z.number().nullable().meta({ description: 't/h; of oil m³/h' }),
    total: z.number().nullable().meta({ description: 'The meter at the cut, t; of oil m³' }),
    at: z.string(),
    container: z
      .int()
      .nullable()
      .meta({ description: 'Place of the container it went into; null while that is open' }),
    remark: z.string().nullable(),
  })
  .meta({ id: 'RunIncrement' });

const preparation = z.object({
  containers: z.object({ ordered: z.int(), loaded: z.int() }),
  skipping: z.string().nullable().meta({ description: 'The stage being skipped' }),
  stages: z.array(
    z.object({
      stage: z.string(),
      skipped: z.boolean(),
      massIn: decimal,
      parts: z.array(z.object({ name: z.string(), mass: decimal })),
      rejected: decimal,
      waterRemoved: decimal,
      lossPercent: maybeDecimal,
      at: z.string(),
    }),
  ),
  bottles: z.array(
    z.object({
      type: z.int(),
      title: bilingual,
      mass: decimal,
      seal: z.string(),
      at: instantText,
      superseded: z.boolean().meta({ description: 'Packed again: not to be tested' }),
    }),
  ),
});

export const runDetail = run
  .extend({
    machine,
    plan: plan.nullable(),
    increments: z.array(increment),
    lost: z.int().meta({ description: 'Records of the PLC overwritten before they were read' }),
    countedOnly: z
      .object({ taken: z.int(), missed: z.int(), kept: maybeDecimal })
      .nullable()
      .meta({ description: 'What only the counters of the sampler tell' }),
    containers: z.array(
      z.object({ position: z.int(), mass: decimal, seal: z.string(), at: instantText, increments: z.int() }),
    ),
    open: z.object({ increments: z.int(), gross: decimal, kept: decimal }).nullable(),
    mass: z
      .object({ gross: decimal, grossUnit: z.enum(['kg', 'mL']), kept: decimal, expectedGross: maybeDecimal })
      .nullable(),
    preparation: preparation.nullable(),
    commands: z.array(loggedCommand),
    possible: z.array(possibleCommand).meta({ description: 'Empty where you may not command it' }),
    timers: z.array(z.object({ name: z.string(), state: z.string(), dueAt: instantText })),
    conformance: z.object({
      planned: z.int().nullable(),
      taken: z.int().nullable(),
      missed: z.int().nullable(),
      voided: z.int(),
      byHand: z.int().nullable(),
      doubts: z.array(z.object({ code: z.string(), ...bilingual.shape })),
      judged: z
        .object({
          validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
          achievedPrecision: maybeDecimal,
          findings: z.array(z.string()),
        })
        .nullable()
        .meta({ description: 'Told to those who watch over the cargo, once it was judged' }),
    }),
    setup: z
      .object({ id: z.string(), status: z.string(), passed: z.int(), failed: z.int(), toDo: z.int() })
      .nullable()
      .meta({ description: 'What was looked at before the sampler was armed' }),
  })
  .meta({ id: 'RunDetail' });
