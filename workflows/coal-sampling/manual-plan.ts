import type { DecimalString } from '../kernel/brand.ts';
import { ceilRootOfQuotient, Decimal, squareRoot, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundUp } from '../kernel/rounding.ts';
import { workingStep, type Formula, type Worked } from '../kernel/working.ts';
import type { ManualCoalKind, ManualPlace } from './manual-rules.ts';
import { averageIncrementMass, minimumMassRow, minimumMassStep } from './minimum-mass.ts';
import type { CoalSamplingRules, MinimumMassRow } from './rules.ts';

export interface ManualSamplingRequest {
  readonly scheme: 'gbt-475' | 'astm';
  readonly coalKind: ManualCoalKind;
  /** Expected ash, dry, %, 0–100. */
  readonly expectedAshDry: DecimalString;
  /** ASTM: from wherever the full stream or the wagon can be sampled; the place plays no part. */
  readonly from: ManualPlace;
  /** Mass of the sampling unit, t, > 0. */
  readonly unitMass: DecimalString;
  /** mm, > 0 */
  readonly nominalTopSize: DecimalString;
}

export interface ManualSamplingPlan {
  /** Increments of a unit up to the basic lot. */
  readonly basicIncrements: number;
  /** Increments N of this unit. */
  readonly increments: number;
  /** Increments of a separate moisture sample; null where no number is known (wagons, ASTM). */
  readonly moistureIncrements: number | null;
  /** Least mass of a single increment, kg. */
  readonly singleIncrementMass: DecimalString;
  /** Least mass of the gross sample, kg. */
  readonly minimumGrossMass: DecimalString;
  /** kg an increment must have on average, so that neither limit is undercut. */
  readonly incrementMassToTake: DecimalString;
}

/**
 * Plans sampling by hand of one unit: GB/T 475-2008 basic scheme, or ASTM general-purpose sampling. A unit below the basic lot
 * of 1000 t takes the basic number in full. Masses kg, unit t. Refuses `MASS_NOT_POSITIVE`, `MASS_IMPLAUSIBLE`,
 * `TOP_SIZE_NOT_POSITIVE`, `TOP_SIZE_BEYOND_TABLE`, `ASH_OUT_OF_RANGE`, `COAL_KIND_WITHOUT_RULE`.
 */
export function planManualSampling(request: ManualSamplingRequest, rules: CoalSamplingRules): Outcome<Worked<ManualSamplingPlan>> {
  const row = minimumMassRow(request.nominalTopSize, rules);
  const refusal = refusalOf(request, row, rules);
  if (refusal || !row) return refusal ?? refuseTopSize(request);
  const chosen = request.scheme === 'astm' ? astm(request, rules) : gbt475(request, rules);
  if (!chosen) return refuseKind(request);
  const { basic, moisture, single } = chosen;
  const total = overBasicLot(basic.increments, request.unitMass, chosen.basicLot, { ...chosen.formula, source: basic.source });
  const average = averageIncrementMass(row.general, total.value);
  const averageReported = roundUp(average, rules.incrementMassDecimals);
  const toTake = Decimal.max(toDecimal(single.value), toDecimal(averageReported));
  return ok({
    value: {
      basicIncrements: basic.increments,
      increments: total.value,
      moistureIncrements: moisture?.value ?? null,
      singleIncrementMass: single.value,
      minimumGrossMass: row.general,
      incrementMassToTake: toDecimalString(toTake),
    },
    steps: [
      ...total.steps,
      ...(moisture?.steps ?? []),
      ...single.steps,
      minimumMassStep(request.nominalTopSize, row, [['general', row.general, 'kg']], row.general, rules.formulas.minimumMass),
      workingStep(
        rules.formulas.minimumAverageIncrementMass,
        [
          ['m_g', row.general, 'kg'],
          ['n', total.value],
        ],
        {
          unrounded: average,
          reported: averageReported,
          unit: 'kg',
        },
      ),
    ],
  });
}

function gbt475(request: ManualSamplingRequest, { manual: { gbt475: scheme }, formulas }: CoalSamplingRules) {
  const ash = toDecimal(request.expectedAshDry);
  const basic = scheme.basicIncrements.find(
    (rule) =>
      rule.from === request.from &&
      rule.kinds.includes(request.coalKind) &&
      (rule.ashUpTo === undefined || ash.lte(toDecimal(rule.ashUpTo))),
  );
  if (!basic) return null;
  const { perTopSize, atLeast } = scheme.incrementMass;
  const unrounded = Decimal.max(toDecimal(perTopSize).times(toDecimal(request.nominalTopSize)), toDecimal(atLeast));
  const value = toDecimalString(unrounded);
  const inputs = [
    ['d', request.nominalTopSize, 'mm'],
    ['per mm', perTopSize, 'kg'],
    ['least', atLeast, 'kg'],
  ] as const;
  const step = workingStep(formulas.manualIncrementMass, inputs, { unrounded, reported: value, unit: 'kg' });
  return {
    basic,
    basicLot: scheme.basicLot.value,
    formula: formulas.manualIncrements,
    moisture: request.from === 'stream' ? moistureOf(request.unitMass, scheme, formulas.manualMoistureIncrements) : null,
    single: { value, steps: [step] },
  };
}

function moistureOf(unitMass: DecimalString, scheme: CoalSamplingRules['manual']['gbt475'], formula: Formula): Worked<number> {
  const { perBasicLot, belowBasicLot } = scheme.moistureIncrements;
  if (toDecimal(unitMass).gte(toDecimal(scheme.basicLot.value)))
    return overBasicLot(perBasicLot, unitMass, scheme.basicLot.value, formula);
  const inputs = [
    ['n_below', belowBasicLot],
    ['M', unitMass, 't'],
    ['M₀', scheme.basicLot.value, 't'],
  ] as const;
  return { value: belowBasicLot, steps: [workingStep(formula, inputs, { unrounded: null, reported: String(belowBasicLot) })] };
}

function astm(request: ManualSamplingRequest, { manual: { astm: scheme }, formulas }: CoalSamplingRules) {
  const basic = scheme.basicIncrements.find((rule) => rule.kinds.includes(request.coalKind));
  const size = toDecimal(request.nominalTopSize);
  const row = scheme.incrementMass.rows.find(({ topSize }) => toDecimal(topSize).gte(size));
  if (!basic || !row) return null;
  const inputs = [
    ['d', request.nominalTopSize, 'mm'],
    ['row', row.topSize, 'mm'],
  ] as const;
  const step = workingStep(formulas.astmIncrementMass, inputs, { unrounded: null, reported: row.mass, unit: 'kg' });
  return {
    basic,
    basicLot: scheme.basicLot.value,
    formula: formulas.astmIncrements,
    moisture: null,
    single: { value: row.mass, steps: [step] },
  };
}

/** N = n up to the basic lot, n·√(M/M₀) over it, rounded up: exact, √(n²·M/M₀) is never taken. */
function overBasicLot(basic: number, unitMass: DecimalString, basicLot: DecimalString, formula: Formula): Worked<number> {
  const mass = toDecimal(unitMass);
  const lot = toDecimal(basicLot);
  const over = mass.gt(lot);
  const squared = mass.times(basic).times(basic);
  const value = over ? ceilRootOfQuotient(squared, lot) : basic;
  const inputs = [
    ['n', basic],
    ['M', mass, 't'],
    ['M₀', lot, 't'],
  ] as const;
  const unrounded = over ? squareRoot(squared.div(lot)) : null;
  return { value, steps: [workingStep(formula, inputs, { unrounded, reported: String(value) })] };
}

function refusalOf(request: ManualSamplingRequest, row: MinimumMassRow | undefined, rules: CoalSamplingRules) {
  const mass = toDecimal(request.unitMass);
  const ash = toDecimal(request.expectedAshDry);
  const { largestLot } = rules.plausible;
  if (!mass.gt(0)) {
    return wrong(
      'MASS_NOT_POSITIVE',
      'unitMass',
      `${request.unitMass} t is not greater than zero.`,
      'Give the mass of the unit in t, > 0.',
    );
  }
  if (mass.gt(toDecimal(largestLot))) {
    return wrong(
      'MASS_IMPLAUSIBLE',
      'unitMass',
      `${request.unitMass} t is more than the plausible ${largestLot} t.`,
      'Check the unit: t.',
    );
  }
  if (!toDecimal(request.nominalTopSize).gt(0)) {
    return wrong(
      'TOP_SIZE_NOT_POSITIVE',
      'nominalTopSize',
      `${request.nominalTopSize} mm is not greater than zero.`,
      'Give it in mm, > 0.',
    );
  }
  if (ash.lt(0) || ash.gt(100)) {
    return wrong('ASH_OUT_OF_RANGE', 'expectedAshDry', `An ash of ${request.expectedAshDry} % does not exist.`, 'Give 0 to 100 %, dry.');
  }
  return row ? null : refuseTopSize(request);
}

const wrong = (code: string, field: string, message: string, remedy: string) => refuse({ code, field, message, remedy });

const refuseTopSize = ({ nominalTopSize }: ManualSamplingRequest) =>
  wrong('TOP_SIZE_BEYOND_TABLE', 'nominalTopSize', `No least mass is known for ${nominalTopSize} mm.`, 'Crush before sampling.');

const refuseKind = ({ scheme, coalKind, from }: ManualSamplingRequest) =>
  wrong(
    'COAL_KIND_WITHOUT_RULE',
    'coalKind',
    `The rule pack has no number of increments for ${coalKind} coal from ${from} by ${scheme}.`,
    'Choose another scheme, or complete the rule pack.',
  );
