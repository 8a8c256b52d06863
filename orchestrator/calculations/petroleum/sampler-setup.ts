import { z } from 'zod';
import type { PetroleumSamplingRules } from '../../../workflows/petroleum-sampling/rules.ts';
import { setUpSampler } from '../../../workflows/petroleum-sampling/sampler-setup.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';
import { withCallerFields } from '../caller-fields.ts';
import { findings } from './finding.ts';

/** What setting up a sampler is calculated by, also parcel by parcel in a plan. */
export const setupFormulas = ({ formulas }: PetroleumSamplingRules) => [
  formulas.mostGrabs,
  formulas.fewestGrabs,
  formulas.receiverInterval,
  formulas.extractorInterval,
  formulas.controllerInterval,
  formulas.expectedGrabs,
  formulas.enoughGrabs,
  formulas.targetGrabs,
  formulas.expectedSample,
  formulas.marginOfError,
  formulas.receiverShare,
];

const receiver = z.strictObject({
  id: z.string().min(1).describe('name of the receiver'),
  capacity_mL: positive().describe('volume of the receiver'),
});

export const petroleumSamplerSetup = calculation({
  name: 'petroleum-sampler-setup',
  title: { zh: '管线自动取样设定', en: 'Setting up a pipeline sampler' },
  summary: {
    zh: '由油品批次体积、接收器、抽取器和控制器确定抓样间隔，并核对抓样数。',
    en: 'The interval between grabs from parcel, receivers, extractor and controller, and whether the grabs are enough.',
  },
  input: z.strictObject({
    parcelVolume_m3: positive().describe('expected volume of the parcel, PV'),
    grab_mL: positive().describe('volume of one grab as tested, b'),
    receivers: z.array(receiver).min(1).max(100).describe('receivers of the parcel, in the order of filling'),
    leastSample_mL: positive().describe('least sample for testing, retention and mixing, SV_min'),
    largestFlow_m3_per_h: positive().describe('largest flow expected, Q_max'),
    fastestRate_grabs_per_min: positive().describe('most grabs the extractor makes in a minute, f'),
    intervalDecimals: z
      .int()
      .min(0)
      .max(6)
      .describe('digits after the point the controller takes for the interval in m³'),
  }),
  output: z.strictObject({
    verdict: z.enum(['WORKABLE', 'NOT_WORKABLE']),
    interval_m3: decimalOut,
    decidedBy: z.enum(['receiver', 'extractor']),
    expectedGrabs: decimalOut,
    mostGrabs: decimalOut,
    fewestGrabs: decimalOut,
    expectedSample_mL: decimalOut,
    mostSample_mL: decimalOut,
    marginOfError: decimalOut,
    receivers: z
      .array(
        z.strictObject({
          id: z.string(),
          mostSample_mL: decimalOut,
          mostGrabs: decimalOut,
          parcelVolume_m3: decimalOut,
        }),
      )
      .readonly(),
    findings,
  }),
  example: {
    parcelVolume_m3: '135139.2',
    grab_mL: '1',
    receivers: [{ id: 'R1', capacity_mL: '12500' }],
    leastSample_mL: '4000',
    largestFlow_m3_per_h: '8000',
    fastestRate_grabs_per_min: '15',
    intervalDecimals: 2,
  },
  formulas: (packs) => setupFormulas(packs('petroleum').sampling),
  run: (input, packs) => {
    const outcome = setUpSampler(
      {
        parcelVolume: input.parcelVolume_m3,
        grab: input.grab_mL,
        receivers: input.receivers.map(({ id, capacity_mL }) => ({ id, capacity: capacity_mL })),
        leastSample: input.leastSample_mL,
        largestFlow: input.largestFlow_m3_per_h,
        fastestRate: input.fastestRate_grabs_per_min,
        intervalDecimals: input.intervalDecimals,
      },
      packs('petroleum').sampling,
    );
    if (!outcome.ok)
      return withCallerFields(outcome, { leastSample: 'leastSample_mL', parcelVolume: 'parcelVolume_m3' });
    const { interval, expectedSample, mostSample, receivers, ...rest } = outcome.value.value;
    return {
      ok: true,
      value: {
        steps: outcome.value.steps,
        value: {
          ...rest,
          interval_m3: interval,
          expectedSample_mL: expectedSample,
          mostSample_mL: mostSample,
          receivers: receivers.map(({ id, mostGrabs, ...of }) => ({
            id,
            mostGrabs,
            mostSample_mL: of.mostSample,
            parcelVolume_m3: of.parcelVolume,
          })),
        },
      },
    };
  },
});
