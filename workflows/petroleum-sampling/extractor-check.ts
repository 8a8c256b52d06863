import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, sumOf, toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { PetroleumSamplingRules } from './rules.ts';

export interface ExtractorCheckRequest {
  readonly strokes: number;
  /** Nominal grab, mL. */
  readonly grab: DecimalString;
  /** Volume of all strokes together, mL. */
  readonly collected: DecimalString;
  /** Single grabs measured over the operating range, mL; absent = repeatability was not measured. */
  readonly grabs?: readonly DecimalString[];
}

export interface ExtractorCheck {
  readonly grabSize: 'PASSED' | 'FAILED';
  /** Not measured is never passed. */
  readonly repeatability: 'PASSED' | 'FAILED' | 'NOT_CHECKED';
  /** mL: what the strokes had to give together. */
  readonly least: DecimalString;
  readonly most: DecimalString;
}

/**
 * Field check of an extractor: 20 strokes of 1 mL give 18 to 22 mL (operating guidance), and every grab lies within ± 5 % of their
 * mean (ASTM D4177, clause 5). Bounds inclusive; comparisons are multiplied out, so the mean is never rounded.
 *
 * Refuses `NO_FIELD_CHECK` (no bounds are known for these strokes and this grab, field `strokes`), `TOO_FEW_GRABS` (fewer than two
 * grabs for the repeatability, field `grabs`), `NO_SAMPLE` (all grabs empty, field `grabs`).
 */
export function checkExtractor(
  request: ExtractorCheckRequest,
  rules: Pick<PetroleumSamplingRules, 'fieldChecks' | 'extractorRepeatabilityPercent' | 'formulas'>,
): Outcome<Worked<ExtractorCheck>> {
  const { strokes, grab, collected, grabs } = request;
  const bounds = rules.fieldChecks.find((check) => check.strokes === strokes && toDecimal(check.grab).eq(toDecimal(grab)));
  if (!bounds) {
    const known = rules.fieldChecks.map((check) => `${check.strokes} strokes of ${check.grab} mL`).join(', ');
    return refuse({
      code: 'NO_FIELD_CHECK',
      field: 'strokes',
      message: `No bounds are known for ${strokes} strokes of ${grab} mL.`,
      remedy: `Check with ${known}, or add the bounds of the standard to the site's own rule pack.`,
    });
  }
  const volume = toDecimal(collected);
  const grabSize = volume.gte(toDecimal(bounds.least)) && volume.lte(toDecimal(bounds.most)) ? 'PASSED' : 'FAILED';
  const sizeStep = workingStep(
    { ...rules.formulas.fieldCheck, source: bounds.source },
    [
      ['strokes', strokes],
      ['b', grab, 'mL'],
      ['V', collected, 'mL'],
      ['least', bounds.least, 'mL'],
      ['most', bounds.most, 'mL'],
    ],
    { unrounded: null, reported: grabSize },
  );
  const alike = grabs ? grabsAlike(grabs, rules) : ok({ value: 'NOT_CHECKED' as const, steps: [] });
  if (!alike.ok) return alike;
  const { least, most } = bounds;
  return ok({ value: { grabSize, repeatability: alike.value.value, least, most }, steps: [sizeStep, ...alike.value.steps] });
}

function grabsAlike(
  grabs: readonly DecimalString[],
  { extractorRepeatabilityPercent, formulas }: Pick<PetroleumSamplingRules, 'extractorRepeatabilityPercent' | 'formulas'>,
): Outcome<Worked<'PASSED' | 'FAILED'>> {
  if (grabs.length < 2) {
    return refuse({
      code: 'TOO_FEW_GRABS',
      field: 'grabs',
      message: `${grabs.length} grab shows no repeatability.`,
      remedy: 'Measure at least two grabs over the operating range.',
    });
  }
  const volumes = grabs.map(toDecimal);
  const sum = sumOf(volumes);
  if (sum.isZero())
    return refuse({ code: 'NO_SAMPLE', field: 'grabs', message: 'All grabs are empty.', remedy: 'Give the volume of each grab in mL.' });
  const percent = toDecimal(extractorRepeatabilityPercent.value);
  // |b_i − Σb/n| ≤ p/100 · Σb/n, multiplied by 100·n.
  const within = (volume: Decimal) => volume.times(grabs.length).minus(sum).abs().times(100).lte(percent.times(sum));
  const verdict = volumes.every(within) ? 'PASSED' : 'FAILED';
  const mean = sum.div(grabs.length);
  const inputs = [
    ...grabs.map((grab, index) => [`b_${index + 1}`, grab, 'mL'] as const),
    ['b̄', mean, 'mL'] as const,
    ['limit', percent, '%'] as const,
  ];
  const step: WorkingStep = workingStep(formulas.extractorRepeatability, inputs, { unrounded: null, reported: verdict });
  return ok({ value: verdict, steps: [step] });
}
