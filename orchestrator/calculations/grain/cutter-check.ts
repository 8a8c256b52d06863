import { z } from 'zod';
import { checkCutter } from '../../../workflows/grain-sampling/cutter-check.ts';
import { calculation } from '../calculation.ts';
import { nonNegative, positive } from '../scalars.ts';
import { finding } from './shared-output.ts';

export const grainCutterCheck = calculation({
  name: 'grain-cutter-check',
  title: { zh: '切割器符合性检查', en: 'Check of a cutter' },
  summary: {
    zh: '按所选规则检查采样器型式、行程、切割口、速度、流量和落差。',
    en: 'Checks type, path, opening, speed, flow and drop height of a sampler by a chosen profile of rules.',
  },
  input: z.strictObject({
    profile: z.string().describe('Profile of rules: gy, cgc or fgis'),
    samplerType: z.string().describe('diverter, linear-cross-cut, arc-path, pelican-hand, strip-auger or point'),
    grain: z.string().describe('Crop, for example maize or wheat'),
    entireStream: z.boolean().describe('Whether the cutter crosses the entire stream'),
    parksOutsideBothSides: z.boolean().describe('Whether it parks outside the stream on both sides'),
    constantSpeed: z.boolean().describe('Whether it moves at constant speed'),
    cutterSpeed_m_per_s: positive().describe('Speed through the stream'),
    opening_mm: positive().describe('Width of the opening along the path'),
    largestParticle_mm: positive().exactOptional().describe('Largest particle; needed by the profile gy; default: none'),
    entryOpening_mm: positive().exactOptional().describe('Opening perpendicular to the flow on entry; needed for arc-path; default: none'),
    exitOpening_mm: positive().exactOptional().describe('Opening perpendicular to the flow on exit; needed for arc-path; default: none'),
    flow_t_per_h: positive().describe('Flow of grain'),
    ratedCapacity_t_per_h: positive().describe('Rated capacity of the line'),
    dropHeight_m: nonNegative().describe('Free fall before the cut; 0 for none'),
  }),
  output: z.object({
    verdict: z.enum(['CONFORMING', 'NON_CONFORMING']),
    findings: z.array(finding.extend({ status: z.enum(['MET', 'NOT_MET', 'WARNING', 'NOT_JUDGED']) })).readonly(),
  }),
  example: {
    profile: 'gy',
    samplerType: 'diverter',
    grain: 'maize',
    entireStream: true,
    parksOutsideBothSides: true,
    constantSpeed: true,
    cutterSpeed_m_per_s: '0.5',
    opening_mm: '36',
    largestParticle_mm: '12',
    flow_t_per_h: '800',
    ratedCapacity_t_per_h: '1000',
    dropHeight_m: '18',
  },
  formulas: (packs) => {
    const { formulas } = packs('grain').sampling;
    return [
      formulas.samplerType,
      formulas.cutterPath,
      formulas.cutterOpening,
      formulas.cutterSpeed,
      formulas.flowShare,
      formulas.dropHeight,
    ];
  },
  run: (input, packs) => checkCutter(input, packs('grain').sampling),
});
