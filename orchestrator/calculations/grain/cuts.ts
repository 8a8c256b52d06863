import { z } from 'zod';
import { cutInterval } from '../../../workflows/grain-sampling/cut-interval.ts';
import { cutMass } from '../../../workflows/grain-sampling/cut-mass.ts';
import { grainSamplingBases } from '../../../workflows/grain-sampling/types.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, positive, quantity } from '../scalars.ts';
import { decimalOrNull } from './shared-output.ts';

export const grainCutMass = calculation({
  name: 'grain-cut-mass',
  title: { zh: '单次切割份样质量', en: 'Mass of one cut' },
  summary: {
    zh: '由流量、切割口宽度和切割器速度求一次切割的质量；速度减半，质量加倍。',
    en: 'Mass of one cut from flow, opening and speed of the cutter; half the speed doubles the mass.',
  },
  input: z.strictObject({
    flow_t_per_h: positive().describe('Flow of grain while the cut is taken'),
    opening_mm: positive().describe('Width of the opening along the path of the cutter'),
    cutterSpeed_m_per_s: positive().describe('Speed of the cutter through the stream'),
  }),
  output: z.object({ cutMass_kg: decimalOut }),
  example: { flow_t_per_h: '800', opening_mm: '30', cutterSpeed_m_per_s: '0.5' },
  formulas: (packs) => [packs('grain').sampling.formulas.cutMass],
  run: (input, packs) => cutMass(input, packs('grain').sampling),
});

export const grainCutInterval = calculation({
  name: 'grain-cut-interval',
  title: { zh: '切割间隔', en: 'Interval between cuts' },
  summary: {
    zh: '按质量或时间求切割间隔（向下取），首次切割在第一个间隔内随机取。',
    en: 'Interval between cuts by mass or by time, cut downwards, with a random first cut inside the first interval.',
  },
  input: z.strictObject({
    basis: z.enum(grainSamplingBases).describe('Cut by mass passed (preferred) or by time'),
    mass_t: positive().describe('Mass of the lot or sublot'),
    increments: count().describe('Increments wanted from it'),
    maximumFlow_t_per_h: positive()
      .exactOptional()
      .describe('Highest flow; needed on the time basis; default: none'),
    randomStart: quantity({ min: '0', below: '1' }).describe('Random number drawn by the caller'),
  }),
  output: z.object({
    interval_t: decimalOut,
    interval_s: decimalOrNull,
    firstCut_t: decimalOrNull,
    firstCut_s: decimalOrNull,
    lastCut_t: decimalOrNull,
    lastCut_s: decimalOrNull,
  }),
  example: { basis: 'time', mass_t: '500', increments: 100, maximumFlow_t_per_h: '800', randomStart: '0.4' },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [formulas.massInterval, formulas.timeInterval, formulas.firstCut, formulas.lastCut];
  },
  run: (input, packs) => cutInterval(input, packs('grain').sampling),
});
