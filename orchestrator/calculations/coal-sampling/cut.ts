import { z } from 'zod';
import type { Cut } from '../../../workflows/coal-sampling/increment-mass.ts';
import { positive } from '../scalars.ts';

/** A cutter and its stream, as callers give it. */

const flow = positive().describe('flow when it is cut');
const aperture = positive().describe('aperture of the cutter');

export const cut = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cross-belt').describe('sweeps the belt'),
    flow_t_per_h: flow,
    aperture_mm: aperture,
    beltSpeed_m_per_s: positive().describe('speed of the belt'),
  }),
  z.strictObject({
    kind: z.literal('falling-stream').describe('crosses the stream where it falls'),
    flow_t_per_h: flow,
    aperture_mm: aperture,
    cutterSpeed_m_per_s: positive().describe('speed of the cutter'),
  }),
]);

export const toCut = (given: z.output<typeof cut>): Cut =>
  given.kind === 'cross-belt'
    ? { kind: given.kind, flow: given.flow_t_per_h, aperture: given.aperture_mm, beltSpeed: given.beltSpeed_m_per_s }
    : { kind: given.kind, flow: given.flow_t_per_h, aperture: given.aperture_mm, cutterSpeed: given.cutterSpeed_m_per_s };

export const cutFieldNames = {
  flow: 'flow_t_per_h',
  aperture: 'aperture_mm',
  beltSpeed: 'beltSpeed_m_per_s',
  cutterSpeed: 'cutterSpeed_m_per_s',
};
