import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundDown, roundUp } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { biasState, type BiasQuestion, type BiasState } from './bias-certificate.ts';
import type { CoalSamplingRules } from './rules.ts';
import * as finding from './sampler-findings.ts';
import type { CutterProfile, CutterSpeedRule } from './sampler-rules.ts';

/** mm and m/s, > 0. The speed of a cross-belt cutter has no limit known as a number: its cut must be clean. */
export type Cutter =
  | { readonly kind: 'cross-belt'; readonly aperture: DecimalString; readonly nominalTopSize: DecimalString }
  | {
      readonly kind: 'falling-stream';
      readonly aperture: DecimalString;
      readonly nominalTopSize: DecimalString;
      readonly cutterSpeed: DecimalString;
    };

export interface CutterCheck {
  /** mm, raised. */
  readonly leastAperture: DecimalString;
  /** m/s, cut down: what the cutter may run at, given the state of its bias test; null where no number limits it. */
  readonly highestSpeed: DecimalString | null;
  readonly verdict: 'ADEQUATE' | 'NOT_ADEQUATE';
  readonly findings: readonly Finding[];
}

/**
 * Checks aperture and speed of a cutter (GB/T 19494.1-2023; ISO 13909-2:2016 clause 6.8.2): b ≥ 3d and ≥ 30 mm; falling stream
 * v ≤ 0.3·(1 + b/3d), more with a current bias test, never more than 1.5 m/s. Compared without rounding.
 * Refuses `NOT_POSITIVE` with the field.
 */
export function checkCutter(
  cutter: Cutter,
  profile: CutterProfile,
  bias: BiasState,
  rules: CoalSamplingRules,
): Outcome<Worked<CutterCheck>> {
  const sizes = { aperture: cutter.aperture, nominalTopSize: cutter.nominalTopSize };
  const quantities = { ...sizes, ...(cutter.kind === 'falling-stream' && { cutterSpeed: cutter.cutterSpeed }) };
  const wrong = Object.entries(quantities).find(([, value]) => !toDecimal(value).gt(0));
  if (wrong) {
    const [field, value] = wrong;
    return refuse({ code: 'NOT_POSITIVE', field, message: `${field} is ${value}.`, remedy: `Give ${field} greater than zero.` });
  }
  const aperture = checkAperture(sizes, rules);
  const speedRule = rules.cutter.fallingStreamSpeed.find(({ id }) => id === profile);
  const speed = cutter.kind === 'falling-stream' && speedRule ? checkSpeed(cutter.cutterSpeed, sizes, speedRule, bias, rules) : null;
  const findings = [...aperture.findings, ...(speed?.findings ?? [])];
  return ok({
    value: {
      leastAperture: aperture.least,
      highestSpeed: speed?.highest ?? null,
      verdict: findings.length > 0 ? 'NOT_ADEQUATE' : 'ADEQUATE',
      findings,
    },
    steps: [aperture.step, ...(speed ? [speed.step] : [])],
  });
}

/** The same from the bias test's dates. */
export function cutterWithBiasTest(
  cutter: Cutter,
  profile: CutterProfile,
  question: BiasQuestion,
  rules: CoalSamplingRules,
): Outcome<Worked<CutterCheck>> {
  const bias = biasState(question, rules.formulas);
  const checked = checkCutter(cutter, profile, bias.value, rules);
  return checked.ok ? ok({ value: checked.value.value, steps: [...bias.steps, ...checked.value.steps] }) : checked;
}

interface Sizes {
  readonly aperture: DecimalString;
  readonly nominalTopSize: DecimalString;
}

function checkAperture({ aperture, nominalTopSize }: Sizes, { cutter, formulas }: CoalSamplingRules) {
  const { timesTopSize, atLeast } = cutter.aperture;
  const unrounded = Decimal.max(toDecimal(timesTopSize.value).times(toDecimal(nominalTopSize)), toDecimal(atLeast.value));
  const least = roundUp(unrounded, cutter.apertureDecimals);
  const inputs = [
    ['d', nominalTopSize, 'mm'],
    ['times d', timesTopSize.value],
    ['least', atLeast.value, 'mm'],
    ['b', aperture, 'mm'],
  ] as const;
  const step = workingStep(formulas.cutterAperture, inputs, { unrounded, reported: least, unit: 'mm' });
  return { least, step, findings: toDecimal(aperture).lt(unrounded) ? [finding.apertureTooNarrow(aperture, least)] : [] };
}

function checkSpeed(
  given: DecimalString,
  sizes: Sizes,
  rule: CutterSpeedRule,
  bias: BiasState,
  { cutter, formulas }: CoalSamplingRules,
): { readonly highest: DecimalString | null; readonly step: WorkingStep; readonly findings: readonly Finding[] } {
  const speed = toDecimal(given);
  const { dividend, divisor } = untestedSpeed(rule, sizes, cutter);
  const absolute = rule.absolute === undefined ? null : toDecimal(rule.absolute);
  const untested = absolute ? Decimal.min(absolute, dividend.div(divisor)) : dividend.div(divisor);
  const limit = bias === 'CURRENT' ? absolute : untested;
  const highest = limit && roundDown(limit, cutter.speedDecimals);
  const inputs = [
    ['v', given, 'm/s'] as const,
    ['b', sizes.aperture, 'mm'] as const,
    ['d', sizes.nominalTopSize, 'mm'] as const,
    ['v without bias test', untested, 'm/s'] as const,
    ...(absolute ? [['v_abs', absolute, 'm/s'] as const] : []),
    ['bias test', bias] as const,
  ];
  const step = workingStep({ ...formulas.cutterSpeed, source: rule.source }, inputs, {
    unrounded: limit,
    reported: highest ?? 'NO_LIMIT',
    unit: highest === null ? '' : 'm/s',
  });
  if (absolute && speed.gt(absolute))
    return { highest, step, findings: [finding.cutterTooFast(given, roundDown(absolute, cutter.speedDecimals))] };
  const untestedExceeded = bias !== 'CURRENT' && speed.times(divisor).gt(dividend);
  return {
    highest,
    step,
    findings: untestedExceeded ? [finding.cutterNeedsBiasTest(given, roundDown(untested, cutter.speedDecimals))] : [],
  };
}

/** Highest speed without a bias test as a quotient: fixed, or c·(k·d + b)/(k·d). */
function untestedSpeed(
  { untested }: CutterSpeedRule,
  { aperture, nominalTopSize }: Sizes,
  { aperture: rule }: CoalSamplingRules['cutter'],
) {
  if ('fixed' in untested) return { dividend: toDecimal(untested.fixed), divisor: new Decimal(1) };
  const divisor = toDecimal(rule.timesTopSize.value).times(toDecimal(nominalTopSize));
  return { dividend: divisor.plus(toDecimal(aperture)).times(toDecimal(untested.coefficient)), divisor };
}
