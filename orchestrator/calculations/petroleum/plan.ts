import { z } from 'zod';
import { planPetroleumSampling } from '../../../workflows/petroleum-sampling/plan.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';
import { setupFormulas } from './sampler-setup.ts';

const noted = z.strictObject({ code: z.string(), zh: z.string(), en: z.string() });

export const petroleumSamplingPlan = calculation({
  name: 'petroleum-sampling-plan',
  title: { zh: '石油液体管线自动取样方案', en: 'Sampling plan of a petroleum cargo, parcel by parcel' },
  summary: {
    zh: '逐批次确定抓样间隔、预期抓样数和误差限，并核对最小样品量。',
    en: 'Interval between grabs, expected grabs and their margin of error for each parcel, and whether they give the least sample.',
  },
  input: z.strictObject({
    parcels: z
      .array(
        z.strictObject({
          name: z.string().min(1).describe('Grade or tank'),
          volume_m3: positive().describe('Volume at line conditions'),
        }),
      )
      .min(1)
      .max(30)
      .describe('Parcels in the order they are pumped'),
    leastSample_mL: positive().describe('What testing, retention and mixing need of each parcel'),
    grab_mL: positive().describe('Volume of one grab as tested'),
    receivers: z
      .array(
        z.strictObject({
          id: z.string().min(1).describe('Name of the receiver'),
          capacity_mL: positive().describe('Its volume'),
        }),
      )
      .min(1)
      .max(100)
      .describe('Receivers that are free for each parcel'),
    largestFlow_m3_per_h: positive().describe('Largest flow expected'),
    fastestRate_grabs_per_min: positive().describe('Most grabs the extractor makes in a minute'),
    intervalDecimals: z
      .int()
      .min(0)
      .max(6)
      .describe('Digits after the point the controller takes for the interval in m³'),
  }),
  output: z.object({
    units: z
      .array(
        z.object({
          no: z.int(),
          parcel: z.string(),
          volume_m3: decimalOut,
          interval_m3: decimalOut,
          expectedGrabs: z.int(),
          mostSample_mL: decimalOut,
          marginOfError: decimalOut,
          findings: z.array(noted).readonly(),
        }),
      )
      .readonly(),
  }),
  example: {
    parcels: [{ name: 'crude', volume_m3: '120000' }],
    leastSample_mL: '8000',
    grab_mL: '1',
    receivers: [
      { id: 'R1', capacity_mL: '10000' },
      { id: 'R2', capacity_mL: '10000' },
    ],
    largestFlow_m3_per_h: '3600',
    fastestRate_grabs_per_min: '30',
    intervalDecimals: 2,
  },
  formulas: (packs) => setupFormulas(packs('petroleum').sampling),
  run: ({ parcels, leastSample_mL, ...sampler }, packs) => {
    const pack = packs('petroleum');
    const planned = planPetroleumSampling({ parcels, leastSample_mL, sampler }, pack.sampling, pack.ref);
    if (planned.ok) return planned;
    const { field, ...refusal } = planned.refusal;
    return {
      ok: false,
      refusal: { ...refusal, ...(field !== undefined && { field: field.replace(/^sampler\./, '') }) },
    };
  },
});
