import { z } from 'zod';
import { meanOfReceivers } from '../../../workflows/petroleum-sampling/receivers-mean.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive, quantity } from '../scalars.ts';

const receiver = z.strictObject({
  id: z.string().min(1).describe('name of the receiver'),
  seal: z.string().min(1).describe('number of its seal'),
  parcelVolume_m3: positive().describe('volume of the parcel that passed while it was filled, PV_i'),
  result: quantity().describe('its result; all in one unit'),
});

export const petroleumReceivers = calculation({
  name: 'petroleum-receivers',
  title: { zh: '多个接收器结果的加权平均', en: 'Mean of the results of several receivers' },
  summary: {
    zh: '按各接收器对应的油品体积（而非样品体积）加权平均。',
    en: 'The result of a parcel caught in several receivers, weighted by parcel volume and not by sample volume.',
  },
  input: z.strictObject({
    receivers: z.array(receiver).min(1).max(1000).describe('each receiver with its own seal'),
    decimals: z.int().min(0).max(10).describe('digits after the point to which the method reports'),
  }),
  output: z.strictObject({
    mean: decimalOut,
    weights: z.array(z.strictObject({ id: z.string(), weight: decimalOut })).readonly(),
  }),
  example: {
    receivers: [
      { id: 'R1', seal: 'A1001', parcelVolume_m3: '75000', result: '0.30' },
      { id: 'R2', seal: 'A1002', parcelVolume_m3: '25000', result: '0.50' },
    ],
    decimals: 2,
  },
  formulas: (packs) => [packs('petroleum').sampling.formulas.receiversMean],
  run: ({ receivers, decimals }, packs) =>
    meanOfReceivers(
      receivers.map(({ id, seal, parcelVolume_m3, result }) => ({
        id,
        seal,
        parcelVolume: parcelVolume_m3,
        result,
      })),
      decimals,
      packs('petroleum').sampling,
    ),
});
