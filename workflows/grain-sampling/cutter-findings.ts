import type { WorkingStep } from '../kernel/working.ts';
import type { SamplerType } from './rules.ts';

/** `NOT_JUDGED`: the profile names a value without a tolerance. */
export type CutterStatus = 'MET' | 'NOT_MET' | 'WARNING' | 'NOT_JUDGED';

export type CutterCheckCode =
  | 'CROSS_SECTION'
  | 'ENTIRE_STREAM'
  | 'PARKED_OUTSIDE'
  | 'CONSTANT_SPEED'
  | 'OPENING'
  | 'SPEED'
  | 'FLOW_SHARE'
  | 'DROP_HEIGHT';

export interface CutterFinding {
  readonly code: CutterCheckCode;
  readonly status: CutterStatus;
  readonly zh: string;
  readonly en: string;
}

export interface JudgedFinding {
  readonly finding: CutterFinding;
  readonly step: WorkingStep;
}

const crossSections: Readonly<
  Record<SamplerType['crossSection'], { readonly zh: string; readonly en: string }>
> = {
  full: { zh: '截取料流全断面。', en: 'cuts the whole cross-section of the stream.' },
  'on-condition': {
    zh: '进出料流时垂直于料流的开口须不小于规定值。',
    en: 'conforms only with the least opening on entry and exit.',
  },
  'back-up': { zh: '仅作人工备用。', en: 'is a manual back-up only.' },
  partial: {
    zh: '不截取料流全断面，不符合要求。',
    en: 'does not cut the whole cross-section and does not conform.',
  },
};

/** What is told of each check, with the numbers compared. */
export const cutterTexts = {
  type: ({ name, crossSection }: SamplerType) => ({
    zh: `${name.zh}：${crossSections[crossSection].zh}`,
    en: `${name.en}: ${crossSections[crossSection].en}`,
  }),
  openings: ({ name }: SamplerType, entry: string, exit: string, least: string) => ({
    zh: `${name.zh}：垂直于料流的开口，进入时 ${entry} mm，离开时 ${exit} mm，要求不小于 ${least} mm。`,
    en: `${name.en}: opening perpendicular to the flow ${entry} mm on entry and ${exit} mm on exit; at least ${least} mm is required.`,
  }),
  entire: (yes: boolean) => ({
    zh: yes ? '切割整个料流。' : '未切割整个料流。',
    en: yes ? 'The cutter crosses the entire stream.' : 'The cutter does not cross the entire stream.',
  }),
  parked: (yes: boolean) => ({
    zh: yes ? '两侧均停在料流之外。' : '未在两侧停到料流之外。',
    en: yes
      ? 'The cutter parks outside the stream on both sides.'
      : 'The cutter does not park outside the stream on both sides.',
  }),
  constant: (yes: boolean) => ({
    zh: yes ? '匀速切割。' : '切割速度不恒定。',
    en: yes ? 'The cutter moves at constant speed.' : 'The speed of the cutter is not constant.',
  }),
  opening: (opening: string, least: string) => ({
    zh: `切割口宽 ${opening} mm，要求不小于 ${least} mm。`,
    en: `The opening is ${opening} mm; at least ${least} mm is required.`,
  }),
  speed: (speed: string, bounds: string) => ({
    zh: `切割器速度 ${speed} m/s，要求 ${bounds} m/s。`,
    en: `The cutter moves at ${speed} m/s; required is ${bounds} m/s.`,
  }),
  speedAbout: (speed: string, about: string) => ({
    zh: `切割器速度 ${speed} m/s，规定约 ${about} m/s，未给出允差。`,
    en: `The cutter moves at ${speed} m/s; about ${about} m/s is named, without a tolerance.`,
  }),
  flow: (flow: string, least: string) => ({
    zh: `流量 ${flow} t/h，不应低于 ${least} t/h。`,
    en: `The flow is ${flow} t/h; it should not be below ${least} t/h.`,
  }),
  drop: (height: string, from: string, studiedTo: string) => ({
    zh: `切割前落差 ${height} m；自由下落 ${from} 至 ${studiedTo} m 后切割会打碎籽粒，使破碎粒偏高，应记录。`,
    en: `Grain falls ${height} m before the cut; after ${from} to ${studiedTo} m the cut breaks it: brokens read too high. Record it.`,
  }),
  dropRecorded: (height: string) => ({
    zh: `切割前落差 ${height} m，已记录。`,
    en: `Grain falls ${height} m before the cut; recorded.`,
  }),
};
