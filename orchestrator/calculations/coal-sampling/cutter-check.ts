import { z } from 'zod';
import { cutterWithBiasTest } from '../../../workflows/coal-sampling/cutter.ts';
import { calculation } from '../calculation.ts';
import { decimalOut, positive } from '../scalars.ts';
import { biasTestFields, toBiasQuestion } from './bias-test-fields.ts';
import { renamed, withCallerFields } from '../caller-fields.ts';
import { adequacy, findings, formulasOf, samplingRules, topSize } from './fields.ts';

const fieldNames = {
  nominalTopSize: 'nominalTopSize_mm',
  aperture: 'cutter.aperture_mm',
  cutterSpeed: 'cutter.cutterSpeed_m_per_s',
};
const aperture_mm = positive().describe('aperture of the cutter');

export const coalCutterCheck = calculation({
  name: 'coal-cutter-check',
  title: { zh: '切割器核查', en: 'Check of a cutter' },
  summary: {
    zh: '核查切割器开口（不小于标称最大粒度的 3 倍且不小于 30 mm）和落流切割器速度。',
    en: 'Aperture against top size, and speed of a falling-stream cutter, with the state of its bias test.',
  },
  input: z.strictObject({
    cutter: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('cross-belt').describe('sweeps the belt; no number limits its speed'),
          aperture_mm,
        }),
        z.strictObject({
          kind: z.literal('falling-stream').describe('crosses the stream where it falls'),
          aperture_mm,
          cutterSpeed_m_per_s: positive().describe('speed of the cutter'),
        }),
      ])
      .describe('the cutter'),
    nominalTopSize_mm: topSize,
    profile: z
      .enum(['gbt-19494', 'astm'])
      .default('gbt-19494')
      .describe('whose speed limits; default gbt-19494'),
    ...biasTestFields,
  }),
  output: z.strictObject({
    leastAperture_mm: decimalOut,
    highestSpeed_m_per_s: decimalOut.nullable().describe('null where no number limits it'),
    verdict: adequacy,
    findings,
  }),
  example: {
    cutter: { kind: 'falling-stream', aperture_mm: '150', cutterSpeed_m_per_s: '0.45' },
    nominalTopSize_mm: '50',
    profile: 'gbt-19494',
    on: '2026-06-01',
  },
  formulas: formulasOf('biasTestCurrent', 'cutterAperture', 'cutterSpeed'),
  run: (input, packs) => {
    const { cutter } = input;
    const sizes = { aperture: cutter.aperture_mm, nominalTopSize: input.nominalTopSize_mm };
    const core =
      cutter.kind === 'falling-stream'
        ? { kind: cutter.kind, ...sizes, cutterSpeed: cutter.cutterSpeed_m_per_s }
        : { kind: cutter.kind, ...sizes };
    const worked = cutterWithBiasTest(core, input.profile, toBiasQuestion(input), samplingRules(packs));
    return renamed(withCallerFields(worked, fieldNames), (value) => ({
      leastAperture_mm: value.leastAperture,
      highestSpeed_m_per_s: value.highestSpeed,
      verdict: value.verdict,
      findings: value.findings,
    }));
  },
});
