import type { Bilingual } from '../kernel/bilingual.ts';

/** Why a parcel's sampling or set-up is doubted, or what is noted of it. Codes are stable. */
export interface PetroleumFinding extends Bilingual {
  readonly code: string;
  /** `NOTE` changes no verdict. */
  readonly effect: 'INVALID' | 'SUSPECT' | 'NOTE';
}

type Effect = PetroleumFinding['effect'];

const finding = (effect: Effect, code: string, zh: string, en: string): PetroleumFinding => ({
  code,
  effect,
  zh,
  en,
});

export const belowFewestGrabs = (grabs: string, fewest: string) =>
  finding(
    'INVALID',
    'BELOW_FEWEST_GRABS',
    `预期抓样数 ${grabs} 少于最小样品体积所需的 ${fewest}。`,
    `${grabs} expected grabs are fewer than the ${fewest} the least sample needs.`,
  );

export const belowTargetGrabs = (grabs: string, target: string) =>
  finding(
    'NOTE',
    'BELOW_TARGET_GRABS',
    `预期抓样数 ${grabs} 未达到目标 ${target}，予以注明。`,
    `${grabs} expected grabs do not reach the target of ${target}; annotated.`,
  );

export const marginAboveBest = (margin: string, best: string) =>
  finding(
    'NOTE',
    'MARGIN_ABOVE_BEST',
    `抓样数较少，误差限为 ${margin}，未达到 ${best}；小批量时予以注明，不判不合格。`,
    `So few grabs have a margin of error of ${margin}, not ${best}; for a small parcel it is annotated, not failed.`,
  );

export const sampleTooSmall = (ratio: string) =>
  finding(
    'INVALID',
    'SAMPLE_TOO_SMALL',
    `样品体积不足最小样品体积（MV = ${ratio}）。`,
    `The sample is less than the least sample (MV = ${ratio}).`,
  );

export const receiverOverfilled = (volume: string, most: string) =>
  finding(
    'INVALID',
    'RECEIVER_OVERFILLED',
    `样品体积 ${volume} mL 超过接收器允许的 ${most} mL。`,
    `The sample of ${volume} mL is more than the ${most} mL the receivers may hold.`,
  );

export const tooMuchUnsampled = (percent: string, most: string) =>
  finding(
    'INVALID',
    'TOO_MUCH_UNSAMPLED',
    `未采样流量占 ${percent} %，超过 ${most} %。`,
    `${percent} % of the parcel passed unsampled, more than ${most} %.`,
  );

export const performanceOutside = (factor: string, least: string, most: string) =>
  finding(
    'INVALID',
    'PERFORMANCE_FACTOR_OUTSIDE',
    `性能系数 PF = ${factor}，超出 ${least}–${most}。`,
    `The performance factor PF = ${factor} is outside ${least} to ${most}.`,
  );

export const grabCountOutside = (ratio: string, least: string, most: string) =>
  finding(
    'SUSPECT',
    'GRAB_COUNT_OUTSIDE',
    `抓样数比 GR = ${ratio}，超出 ${least}–${most}。`,
    `The grab-count ratio GR = ${ratio} is outside ${least} to ${most}.`,
  );

export const grabFactorOutside = (factor: string, least: string, most: string) =>
  finding(
    'SUSPECT',
    'GRAB_FACTOR_OUTSIDE',
    `抓样体积系数 GF = ${factor}，超出 ${least}–${most}。`,
    `The grab factor GF = ${factor} is outside ${least} to ${most}.`,
  );

export const grabFactorBeyondLimit = (factor: string, least: string, most: string) =>
  finding(
    'SUSPECT',
    'GRAB_FACTOR_BEYOND_LIMIT',
    `抓样体积系数 GF = ${factor}，超出极限 ${least}–${most}，应检查抽取器。`,
    `The grab factor GF = ${factor} is beyond its limit of ${least} to ${most}: check the extractor.`,
  );

export const linearityOutside = (interval: number, factor: string, least: string, most: string) =>
  finding(
    'NOTE',
    'LINEARITY_OUTSIDE',
    `第 ${interval} 区间线性系数 GLF = ${factor}，超出 ${least}–${most}，应取人工备份样。`,
    `Interval ${interval} has a linearity factor GLF = ${factor}, outside ${least} to ${most}: take a manual back-up sample.`,
  );

export const linearityNotChecked = () =>
  finding(
    'NOTE',
    'LINEARITY_NOT_CHECKED',
    '未给出各区间的样品体积，未核查线性。',
    'No volumes of intervals were given; linearity was not checked.',
  );

export const volumeMeasured = (volume: string, passed: string) =>
  finding(
    'NOTE',
    'PARCEL_VOLUME_MEASURED',
    `按实测批次体积 ${volume} m³ 判定；采样器自身流量计计得 ${passed} m³。`,
    `Judged with the measured volume of the parcel, ${volume} m³; the sampler's own meter counted ${passed} m³.`,
  );

export const metersDifferCode = 'PARCEL_METERS_DIFFER';

export const metersDiffer = (volume: string, passed: string | null) =>
  finding(
    'SUSPECT',
    metersDifferCode,
    `实测批次体积 ${volume} m³ 与采样器自身流量计计数（${passed === null ? '未知' : `${passed} m³`}）相差超过允许值。`,
    `The measured volume of the parcel, ${volume} m³, and what the sampler's own meter counted, ${passed === null ? 'which is not known' : `${passed} m³`}, differ by more than is allowed.`,
  );

export const declaredNotPassed = (volume: string, passed: string) =>
  finding(
    'SUSPECT',
    'PARCEL_NOT_AS_DECLARED',
    `判定采用申报体积 ${volume} m³，而采样器流量计计得 ${passed} m³：请记录该批次的实测体积，然后重新判定。`,
    `Judged with the declared volume of ${volume} m³, while the sampler's meter counted ${passed} m³: record the measured volume of the parcel, and it is judged anew.`,
  );

export const officerDecides = () =>
  finding(
    'NOTE',
    'OFFICER_DECIDES',
    '样品可疑：由关员结合备份样作出决定。',
    'The sample is suspect: the officer decides, with the back-up sample.',
  );

export const editionsOfCriteria = ({ zh, en }: Bilingual) => finding('NOTE', 'CRITERIA_BY_EDITION', zh, en);
