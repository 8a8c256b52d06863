import type { DecimalString } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';
import type { BiasState } from './bias-certificate.ts';

/** The words of what a sampler or a sampling system can be found wanting in. Codes are stable. */

export const apertureTooNarrow = (aperture: DecimalString, least: DecimalString): Finding => ({
  code: 'APERTURE_TOO_NARROW',
  zh: `切割器开口 ${aperture} mm 小于最小值 ${least} mm。`,
  en: `The aperture of ${aperture} mm is below the least of ${least} mm.`,
});

export const cutterTooFast = (speed: DecimalString, highest: DecimalString): Finding => ({
  code: 'CUTTER_TOO_FAST',
  zh: `切割器速度 ${speed} m/s 超过绝对上限 ${highest} m/s。`,
  en: `The cutter speed of ${speed} m/s exceeds the absolute limit of ${highest} m/s.`,
});

export const cutterNeedsBiasTest = (speed: DecimalString, highest: DecimalString): Finding => ({
  code: 'CUTTER_SPEED_NEEDS_BIAS_TEST',
  zh: `切割器速度 ${speed} m/s 超过 ${highest} m/s，须有有效的偏倚试验证明。`,
  en: `The cutter speed of ${speed} m/s exceeds ${highest} m/s, which needs a current bias test.`,
});

export const incrementTooLight = (mass: DecimalString, least: DecimalString): Finding => ({
  code: 'INCREMENT_TOO_LIGHT',
  zh: `子样质量 ${mass} kg 低于子样最小平均质量 ${least} kg。`,
  en: `An increment of ${mass} kg is below the least average mass of ${least} kg.`,
});

export const cycleTooLong = (cycle: DecimalString, interval: DecimalString): Finding => ({
  code: 'CYCLE_TOO_LONG',
  zh: `采样器周期 ${cycle} s 长于最大流量时的采样间隔 ${interval} s。`,
  en: `The cycle of ${cycle} s is longer than the interval of ${interval} s at the highest flow.`,
});

export const capacityExceeded = (load: DecimalString, capacity: DecimalString): Finding => ({
  code: 'CAPACITY_EXCEEDED',
  zh: `最大流量时子样量 ${load} t/h 超过采样系统处理能力 ${capacity} t/h。`,
  en: `The increments of ${load} t/h at the highest flow exceed the system's capacity of ${capacity} t/h.`,
});

export const flowVariationUnknown = (): Finding => ({
  code: 'FLOW_VARIATION_UNKNOWN',
  zh: '质量基采样须提供煤流变异系数。',
  en: 'Sampling on a mass basis needs the variation of the flow.',
});

export const flowVariationTooHigh = (variation: DecimalString, limit: DecimalString): Finding => ({
  code: 'FLOW_VARIATION_TOO_HIGH',
  zh: `煤流变异系数 ${variation} % 不低于 ${limit} %，不得采用质量基采样。`,
  en: `A flow variation of ${variation} % is not below ${limit} %: no sampling on a mass basis.`,
});

export const tooFewDivisionCuts = (stage: number, cuts: number, least: number): Finding => ({
  code: 'TOO_FEW_DIVISION_CUTS',
  zh: `第 ${stage} 级缩分的切割数 ${cuts} 少于最少 ${least} 次。`,
  en: `Division stage ${stage} makes ${cuts} cuts, fewer than the least of ${least}.`,
});

export const dividedUncrushed = (stage: number, topSize: DecimalString, largest: DecimalString): Finding => ({
  code: 'DIVIDED_UNCRUSHED',
  zh: `第 ${stage} 级缩分的煤样粒度 ${topSize} mm 大于 ${largest} mm，须先破碎。`,
  en: `Division stage ${stage} divides coal of ${topSize} mm; over ${largest} mm it must be crushed first.`,
});

const biasWords: Readonly<Record<Exclude<BiasState, 'CURRENT'>, Finding>> = {
  NONE: {
    code: 'BIAS_TEST_MISSING',
    zh: '采样系统没有偏倚试验，所采样品不得出证。',
    en: 'There is no bias test: samples can be run but not certified.',
  },
  EXPIRED: {
    code: 'BIAS_TEST_EXPIRED',
    zh: '偏倚试验已过有效期，所采样品不得出证。',
    en: 'The bias test has expired: samples can be run but not certified.',
  },
  EQUIPMENT_CHANGED: {
    code: 'BIAS_TEST_OUTDATED_BY_CHANGE',
    zh: '偏倚试验后设备有新装、移位或改造，须重做偏倚试验。',
    en: 'Equipment is new, moved or modified since the bias test: it must be repeated before samples are certified.',
  },
};

/** What a bias test that is not current means; none for a current one. */
export const biasFindings = (state: BiasState): readonly Finding[] =>
  state === 'CURRENT' ? [] : [biasWords[state]];

export const incrementMassFault = (index: number, deviation: DecimalString): Finding => ({
  code: 'INCREMENT_MASS_FAULT',
  zh: `第 ${index} 个子样质量与计算值偏差 ${deviation} %，判为故障。`,
  en: `Increment ${index} deviates by ${deviation} % from its formula: a fault.`,
});

export const intermittentNotForRelease = (): Finding => ({
  code: 'NOT_FOR_RELEASE',
  zh: '间断采样的精密度规定在 GB/T 19494.3-2023 中已删除，结果不得用于放行。',
  en: 'GB/T 19494.3-2023 dropped the text on the precision of intermittent sampling: the result must not serve a release.',
});
