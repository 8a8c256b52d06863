import { z } from 'zod';
import { scheduleCuts } from '../../../workflows/coal-sampling/schedule.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive, quantity } from '../scalars.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { formulasOf, samplingRules } from './fields.ts';

export const coalSchedule = calculation({
  name: 'coal-schedule',
  title: { zh: '采样切割时刻表', en: 'Schedule of cuts' },
  summary: {
    zh: '列出一个采样单元的全部切割点：时间基或质量基，系统采样或分层随机采样，随机起点由调用方给出。',
    en: 'All cut points of one sampling unit, on a time or mass basis, systematic or stratified random, from the caller’s random starts.',
  },
  input: z.strictObject({
    basis: z.enum(['time', 'mass']).meta({ description: 'sampling on a time or a mass basis' }),
    method: z
      .enum(['systematic', 'stratified-random'])
      .meta({ description: 'equal intervals, or one random point in each interval' }),
    unitMass_t: positive().describe('mass of the sampling unit'),
    maximumFlow_t_per_h: positive().describe('highest flow'),
    increments: count(1, 10_000).describe('planned increments of the unit'),
    samplerCycle_s: nonNegative().describe('time the sampler needs for one cut, from start to ready'),
    randomStarts: z
      .array(quantity({ min: '0', below: '1' }))
      .min(1)
      .max(20_000)
      .meta({
        description:
          'drawn at random by the caller, 0 ≤ x < 1: one for systematic, one for each stratum for stratified random',
      }),
  }),
  output: z.strictObject({
    interval: z.strictObject({ value: decimalOut, unit: z.enum(['s', 't']) }),
    cuts: z.array(decimalOut).readonly().describe('from the start of the unit, in the unit of the interval'),
    putOff: z
      .array(z.int())
      .readonly()
      .describe('numbers, from 1, of cuts put off because the sampler was not ready'),
  }),
  example: {
    basis: 'time',
    method: 'systematic',
    unitMass_t: '13333.333',
    maximumFlow_t_per_h: '3000',
    increments: 10,
    samplerCycle_s: '30',
    randomStarts: ['0.25'],
  },
  formulas: formulasOf('timeInterval', 'massInterval', 'systematicCuts', 'stratifiedCuts'),
  run: (input, packs) => {
    const worked = scheduleCuts(
      {
        basis: input.basis,
        method: input.method,
        unitMass: input.unitMass_t,
        maximumFlow: input.maximumFlow_t_per_h,
        increments: input.increments,
        samplerCycle: input.samplerCycle_s,
        randomStarts: input.randomStarts,
      },
      samplingRules(packs),
    );
    const fieldNames = {
      unitMass: 'unitMass_t',
      maximumFlow: 'maximumFlow_t_per_h',
      samplerCycle: 'samplerCycle_s',
    };
    return renamed(withCallerFields(worked, fieldNames), ({ interval, unit, cuts, putOff }) => ({
      interval: { value: interval, unit },
      cuts,
      putOff,
    }));
  },
});
