import { z } from 'zod';
import { judgeBatch } from '../../../workflows/petroleum-sampling/batch-verdict.ts';
import { calculation } from '../calculation.ts';
import { count, decimalOut, nonNegative, positive } from '../scalars.ts';
import { findings } from './finding.ts';

const sample = z.discriminatedUnion('origin', [
  z.strictObject({
    origin: z.literal('measured'),
    volume_mL: positive().describe('volume of sample as measured, SV'),
  }),
  z.strictObject({
    origin: z.literal('weighed'),
    netMass_g: positive().describe('net mass of sample'),
    density_kg_per_m3: positive().describe('tested density of the sample at its temperature'),
  }),
  z.strictObject({
    origin: z.literal('estimated'),
    volume_mL: positive().describe('refused: an estimated volume proves nothing'),
  }),
]);

export const petroleumBatchVerdict = calculation({
  name: 'petroleum-batch-verdict',
  title: { zh: '油品批次取样有效性', en: 'Verdict on the sample of a parcel' },
  summary: {
    zh: '计算批次结束时的 MV、GF、GR、PF、GLF 和未采样占比，并判定样品有效、可疑或无效。',
    en: 'The end-of-batch factors MV, GF, GR, PF, GLF and the unsampled flow, and whether the sample is valid, suspect or invalid.',
  },
  input: z.strictObject({
    parcelVolume_m3: positive().describe('volume of the parcel by the custody meter, PV'),
    interval_m3: positive().describe('volume for one grab as set, B'),
    grab_mL: positive().describe('volume of one grab as tested, b'),
    leastSample_mL: positive().describe('least sample, SV_min'),
    mostSample_mL: positive().describe('what the receivers may hold together, SV_max'),
    grabs: z
      .strictObject({ count: count(1, 1_000_000_000), origin: z.enum(['controller', 'computed']) })
      .describe('number of grabs and where it comes from; a computed one is refused'),
    sample: sample.describe('how much sample, and how that is known; an estimated volume is refused'),
    unsampled: z
      .array(z.strictObject({ flow_m3_per_h: nonNegative(), duration_s: nonNegative() }))
      .max(10_000)
      .describe('flow that passed while nothing was sampled; an empty list for none'),
    intervals: z
      .array(z.strictObject({ parcelVolume_m3: positive(), sampleVolume_mL: nonNegative() }))
      .max(10_000)
      .default([])
      .describe(
        'parts of the parcel with the sample each gave, for linearity; default: none, linearity is not checked',
      ),
  }),
  output: z.strictObject({
    verdict: z.enum(['VALID', 'SUSPECT', 'INVALID']),
    sampleVolume_mL: decimalOut,
    minimumVolumeRatio: decimalOut,
    unsampled_pct: decimalOut,
    grabFactor: decimalOut,
    grabCountRatio: decimalOut,
    performanceFactor: decimalOut,
    linearityFactors: z.array(decimalOut).readonly(),
    findings,
  }),
  example: {
    parcelVolume_m3: '135139.2',
    interval_m3: '13.52',
    grab_mL: '1',
    leastSample_mL: '4000',
    mostSample_mL: '10000',
    grabs: { count: 9980, origin: 'controller' },
    sample: { origin: 'weighed', netMass_g: '8450', density_kg_per_m3: '855.2' },
    unsampled: [{ flow_m3_per_h: '6000', duration_s: '600' }],
    intervals: [
      { parcelVolume_m3: '67569.6', sampleVolume_mL: '4950' },
      { parcelVolume_m3: '67569.6', sampleVolume_mL: '4930' },
    ],
  },
  formulas: (packs) => {
    const { formulas } = packs('petroleum').sampling;
    return [
      formulas.sampleVolume,
      formulas.minimumVolumeRatio,
      formulas.unsampledShare,
      formulas.expectedGrabs,
      formulas.grabFactor,
      formulas.grabCountRatio,
      formulas.performanceFactor,
      formulas.linearityFactor,
      formulas.overfill,
      formulas.verdict,
    ];
  },
  run: (input, packs) => {
    const outcome = judgeBatch(
      {
        parcelVolume: input.parcelVolume_m3,
        interval: input.interval_m3,
        grab: input.grab_mL,
        leastSample: input.leastSample_mL,
        mostSample: input.mostSample_mL,
        grabs: input.grabs,
        sample: sampleOf(input.sample),
        unsampled: input.unsampled.map(({ flow_m3_per_h, duration_s }) => ({
          flow: flow_m3_per_h,
          duration: duration_s,
        })),
        intervals: input.intervals.map(({ parcelVolume_m3, sampleVolume_mL }) => ({
          parcelVolume: parcelVolume_m3,
          sampleVolume: sampleVolume_mL,
        })),
      },
      packs('petroleum').sampling,
    );
    if (!outcome.ok) return outcome;
    const { sampleVolume, unsampledPercent, ...rest } = outcome.value.value;
    return {
      ok: true,
      value: {
        value: { ...rest, sampleVolume_mL: sampleVolume, unsampled_pct: unsampledPercent },
        steps: outcome.value.steps,
      },
    };
  },
});

const sampleOf = (given: z.output<typeof sample>) =>
  given.origin === 'weighed'
    ? { origin: given.origin, netMass: given.netMass_g, density: given.density_kg_per_m3 }
    : { origin: given.origin, volume: given.volume_mL };
