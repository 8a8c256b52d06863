import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked } from '../kernel/working.ts';
import { cutterTexts, type CutterCheckCode, type CutterFinding, type CutterStatus, type JudgedFinding } from './cutter-findings.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { CutterProfile, GrainSamplingRules, SamplerType } from './rules.ts';

const percent = 100;

/** A sampler as measured on site. */
export interface CutterCheckRequest {
  readonly profile: string;
  readonly samplerType: string;
  readonly grain: string;
  readonly entireStream: boolean;
  readonly parksOutsideBothSides: boolean;
  readonly constantSpeed: boolean;
  readonly cutterSpeed_m_per_s: DecimalString;
  readonly opening_mm: DecimalString;
  /** Needed where the profile measures the opening by it. */
  readonly largestParticle_mm?: DecimalString;
  /** Perpendicular to the flow; needed for types that conform on this condition. */
  readonly entryOpening_mm?: DecimalString;
  readonly exitOpening_mm?: DecimalString;
  readonly flow_t_per_h: DecimalString;
  readonly ratedCapacity_t_per_h: DecimalString;
  readonly dropHeight_m: DecimalString;
}

export interface CutterCheck {
  readonly verdict: 'CONFORMING' | 'NON_CONFORMING';
  readonly findings: readonly CutterFinding[];
}

/**
 * Judges a cutter by a profile of rules (theory of sampling, CGC, FGIS). Refuses `OUT_OF_RANGE`, `PROFILE_UNKNOWN`,
 * `SAMPLER_TYPE_UNKNOWN`, `MEASUREMENT_MISSING`.
 */
export function checkCutter(request: CutterCheckRequest, rules: GrainSamplingRules): Outcome<Worked<CutterCheck>> {
  const { profiles, samplerTypes } = rules.cutter;
  const profile = profiles.find(({ id }) => id === request.profile);
  if (!profile) return refuseUnknown('PROFILE_UNKNOWN', 'profile', request.profile, profiles);
  const type = samplerTypes.find(({ id }) => id === request.samplerType);
  if (!type) return refuseUnknown('SAMPLER_TYPE_UNKNOWN', 'samplerType', request.samplerType, samplerTypes);
  const wrong = refuseMeasurements(request) ?? refuseMissing(request, profile, type);
  if (wrong) return wrong;
  const judged = [
    typeFinding(request, type, rules),
    ...pathFindings(request, rules),
    ...openingFinding(request, profile, rules),
    speedFinding(request, profile, rules),
    flowFinding(request, profile, rules),
    dropFinding(request, rules),
  ];
  const findings = judged.map(({ finding }) => finding);
  return ok({
    value: { verdict: findings.some(({ status }) => status === 'NOT_MET') ? 'NON_CONFORMING' : 'CONFORMING', findings },
    steps: judged.map(({ step }) => step),
  });
}

type Words = Pick<CutterFinding, 'zh' | 'en'>;
type StepArguments = Parameters<typeof workingStep>;

const judge = (
  code: CutterCheckCode,
  status: CutterStatus,
  words: Words,
  formula: StepArguments[0],
  inputs: StepArguments[1],
): JudgedFinding => ({
  finding: { code, status, ...words },
  step: workingStep(formula, inputs, { unrounded: null, reported: status }),
});

function typeFinding(request: CutterCheckRequest, type: SamplerType, { formulas }: GrainSamplingRules): JudgedFinding {
  const formula = { ...formulas.samplerType, source: type.source };
  const { entryOpening_mm: entry, exitOpening_mm: exit } = request;
  const least = type.perpendicularOpening;
  if (least === undefined || entry === undefined || exit === undefined) {
    const status = { full: 'MET', 'back-up': 'WARNING', partial: 'NOT_MET', 'on-condition': 'NOT_MET' } as const;
    return judge('CROSS_SECTION', status[type.crossSection], cutterTexts.type(type), formula, [['type', type.id]]);
  }
  const met = toDecimal(entry).gte(least) && toDecimal(exit).gte(least);
  return judge('CROSS_SECTION', met ? 'MET' : 'NOT_MET', cutterTexts.openings(type, entry, exit, least), formula, [
    ['type', type.id],
    ['entry', entry, 'mm'],
    ['exit', exit, 'mm'],
    ['least', least, 'mm'],
  ]);
}

function pathFindings(request: CutterCheckRequest, { formulas }: GrainSamplingRules): readonly JudgedFinding[] {
  const told = (code: CutterCheckCode, yes: boolean, words: Words) =>
    judge(code, yes ? 'MET' : 'NOT_MET', words, formulas.cutterPath, [[code, yes ? 'yes' : 'no']]);
  return [
    told('ENTIRE_STREAM', request.entireStream, cutterTexts.entire(request.entireStream)),
    told('PARKED_OUTSIDE', request.parksOutsideBothSides, cutterTexts.parked(request.parksOutsideBothSides)),
    told('CONSTANT_SPEED', request.constantSpeed, cutterTexts.constant(request.constantSpeed)),
  ];
}

function openingFinding(
  request: CutterCheckRequest,
  { openingFactor }: CutterProfile,
  { formulas }: GrainSamplingRules,
): readonly JudgedFinding[] {
  const particle = request.largestParticle_mm;
  if (!openingFactor || particle === undefined) return [];
  const least = toDecimal(openingFactor.value).times(particle);
  const met = toDecimal(request.opening_mm).gte(least);
  return [
    judge(
      'OPENING',
      met ? 'MET' : 'NOT_MET',
      cutterTexts.opening(request.opening_mm, least.toFixed()),
      { ...formulas.cutterOpening, source: openingFactor.source },
      [
        ['w', request.opening_mm, 'mm'],
        ['a', openingFactor.value],
        ['d_max', particle, 'mm'],
      ],
    ),
  ];
}

function speedFinding(
  { cutterSpeed_m_per_s: speed }: CutterCheckRequest,
  profile: CutterProfile,
  { formulas }: GrainSamplingRules,
): JudgedFinding {
  const { least, most, about, source } = profile.speed;
  const formula = { ...formulas.cutterSpeed, source };
  if (about !== undefined) {
    return judge('SPEED', 'NOT_JUDGED', cutterTexts.speedAbout(speed, about), formula, [
      ['v', speed, 'm/s'],
      ['v_about', about, 'm/s'],
    ]);
  }
  const met = (least === undefined || toDecimal(speed).gte(least)) && (most === undefined || toDecimal(speed).lte(most));
  const bounds = [least !== undefined && `≥ ${least}`, most !== undefined && `≤ ${most}`].filter((bound) => bound !== false).join(', ');
  return judge('SPEED', met ? 'MET' : 'NOT_MET', cutterTexts.speed(speed, bounds), formula, [
    ['v', speed, 'm/s'],
    ...(least === undefined ? [] : [['v_min', least, 'm/s'] as const]),
    ...(most === undefined ? [] : [['v_max', most, 'm/s'] as const]),
  ]);
}

function flowFinding(
  request: CutterCheckRequest,
  { id }: CutterProfile,
  { formulas, cutter: { flowShare } }: GrainSamplingRules,
): JudgedFinding {
  const least = toDecimal(flowShare.leastPercent).times(request.ratedCapacity_t_per_h).div(percent);
  const enough = toDecimal(request.flow_t_per_h).gte(least);
  const status = enough ? 'MET' : flowShare.bindingProfiles.includes(id) ? 'NOT_MET' : 'WARNING';
  return judge(
    'FLOW_SHARE',
    status,
    cutterTexts.flow(request.flow_t_per_h, least.toFixed()),
    { ...formulas.flowShare, source: flowShare.source },
    [
      ['Q', request.flow_t_per_h, 't/h'],
      ['p', flowShare.leastPercent, '%'],
      ['Q_rated', request.ratedCapacity_t_per_h, 't/h'],
    ],
  );
}

function dropFinding(
  { grain, dropHeight_m: height }: CutterCheckRequest,
  { formulas, cutter: { dropHeight } }: GrainSamplingRules,
): JudgedFinding {
  const breaks = dropHeight.grains.includes(grain) && toDecimal(height).gte(dropHeight.from);
  const words = breaks ? cutterTexts.drop(height, dropHeight.from, dropHeight.studiedTo) : cutterTexts.dropRecorded(height);
  return judge('DROP_HEIGHT', breaks ? 'WARNING' : 'MET', words, { ...formulas.dropHeight, source: dropHeight.source }, [
    ['grain', grain],
    ['h', height, 'm'],
    ['h_0', dropHeight.from, 'm'],
  ]);
}

function refuseMeasurements(request: CutterCheckRequest): Outcome<never> | null {
  const { cutterSpeed_m_per_s, opening_mm, largestParticle_mm, flow_t_per_h, ratedCapacity_t_per_h, dropHeight_m } = request;
  const { entryOpening_mm, exitOpening_mm } = request;
  const wrong = refuseNotPositive({
    cutterSpeed_m_per_s,
    opening_mm,
    largestParticle_mm,
    entryOpening_mm,
    exitOpening_mm,
    flow_t_per_h,
    ratedCapacity_t_per_h,
  });
  if (wrong) return wrong;
  if (toDecimal(dropHeight_m).gte(0)) return null;
  return refuse({
    code: 'OUT_OF_RANGE',
    field: 'dropHeight_m',
    message: `${dropHeight_m} m is no height.`,
    remedy: 'Give the free fall before the cut, 0 for none.',
  });
}

function refuseMissing(request: CutterCheckRequest, { openingFactor, id }: CutterProfile, type: SamplerType): Outcome<never> | null {
  const conditional = type.crossSection === 'on-condition';
  const missing =
    openingFactor && request.largestParticle_mm === undefined
      ? (['largestParticle_mm', `the profile "${id}" measures the opening by the largest particle`] as const)
      : conditional && request.entryOpening_mm === undefined
        ? (['entryOpening_mm', `the type "${type.id}" conforms only with a least opening on entry`] as const)
        : conditional && request.exitOpening_mm === undefined
          ? (['exitOpening_mm', `the type "${type.id}" conforms only with a least opening on exit`] as const)
          : null;
  if (!missing) return null;
  const [field, reason] = missing;
  return refuse({
    code: 'MEASUREMENT_MISSING',
    field,
    message: `It is not given, but ${reason}.`,
    remedy: 'Measure it and give it in mm.',
  });
}

const refuseUnknown = (code: string, field: string, given: string, known: readonly { readonly id: string }[]) =>
  refuse({
    code,
    field,
    message: `"${given}" is not in the rule pack.`,
    remedy: `Choose one of: ${known.map(({ id }) => id).join(', ')}.`,
  });
