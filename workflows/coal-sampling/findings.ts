import type { DecimalString } from '../kernel/brand.ts';
import type { Finding } from '../kernel/finding.ts';

/** The words of what a sampling unit can be doubted for. Codes are stable. */

export const noIncrements = (): Finding => ({
  code: 'NO_INCREMENTS',
  zh: '未采到任何子样。',
  en: 'No increment was taken.',
});

export const noMass = (): Finding => ({
  code: 'NO_SAMPLE_MASS',
  zh: '集样桶内没有煤样。',
  en: 'The container holds no sample.',
});

export const tooFewIncrements = (taken: number, fewest: number): Finding => ({
  code: 'TOO_FEW_INCREMENTS',
  zh: `子样数 ${taken} 少于标准规定的最少 ${fewest} 个。`,
  en: `${taken} increments are fewer than the ${fewest} the standard asks for at least.`,
});

export const precisionNotReached = (reached: DecimalString, required: DecimalString): Finding => ({
  code: 'PRECISION_NOT_REACHED',
  zh: `采样精密度 ±${reached} % 未达到要求的 ±${required} %（干基灰分）。`,
  en: `The precision of ±${reached} % (ash, dry) does not reach the required ±${required} %.`,
});

export const cutsMissed = (missed: number, planned: number, percent: DecimalString): Finding => ({
  code: 'CUTS_MISSED',
  zh: `漏采 ${missed} 次，超过计划子样数 ${planned} 的 ${percent} %。`,
  en: `${missed} missed cuts are more than ${percent} % of the ${planned} planned increments.`,
});

export const unsampledGap = (gap: DecimalString, most: DecimalString): Finding => ({
  code: 'UNSAMPLED_GAP',
  zh: `有 ${gap} t 未采样，超过 ${most} t，且未计为漏采。`,
  en: `${gap} t passed without a cut, more than ${most} t, and were not counted as missed.`,
});

export const incrementsTooLight = (minimum: DecimalString): Finding => ({
  code: 'INCREMENTS_TOO_LIGHT',
  zh: `子样平均质量低于最小值 ${minimum} kg。`,
  en: `The mean increment mass is below the least of ${minimum} kg.`,
});

export const keptMassTooSmall = (
  kept: DecimalString,
  minimum: DecimalString,
  topSize: DecimalString,
): Finding => ({
  code: 'KEPT_MASS_TOO_SMALL',
  zh: `留样质量 ${kept} kg 低于粒度 ${topSize} mm 所需的最小质量 ${minimum} kg。`,
  en: `The kept mass of ${kept} kg is below the least of ${minimum} kg for a top size of ${topSize} mm.`,
});

export const keptTopSizeUnknown = (topSize: DecimalString): Finding => ({
  code: 'KEPT_TOP_SIZE_UNKNOWN',
  zh: `粒度 ${topSize} mm 没有最小质量规定，无法判断留样质量。`,
  en: `No least mass is known for a kept top size of ${topSize} mm; the kept mass cannot be judged.`,
});
