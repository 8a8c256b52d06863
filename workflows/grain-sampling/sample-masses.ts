import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { roundUp } from '../kernel/rounding.ts';
import { refuseNotPositive } from './not-positive.ts';
import type { GrainSamplingRules, SamplePurpose } from './rules.ts';
import { planSublots } from './sublots.ts';

const kernelsOfThousandKernelMass = 1000;

export interface SampleMassRequest {
  readonly purpose: string;
  /** Sublots that are sampled separately, ≥ 1. */
  readonly sublots: number;
  /** Needed where a scheme gives the bulk sample by the mass of the lot. */
  readonly lotMass_t?: DecimalString;
  /** Turns a number of kernels into a mass. */
  readonly thousandKernelMass_g?: DecimalString;
  /** Day of sampling, ISO date. */
  readonly on: string;
}

/** Sample masses of one purpose; null where its source gives none. */
export interface SampleMasses {
  readonly purpose: string;
  /** Of one lot or sublot. */
  readonly bulkLeast_kg: DecimalString | null;
  readonly bulkTotal_kg: DecimalString | null;
  readonly laboratoryLeast_g: DecimalString | null;
  readonly laboratoryDefault_g: DecimalString | null;
  readonly laboratoryMost_g: DecimalString | null;
  readonly kernelsLeast: number | null;
  readonly handling: Bilingual;
  readonly source: RuleSource;
}

/**
 * Bulk and laboratory samples by purpose. A number of kernels becomes a mass (rounded up) where the thousand-kernel mass is
 * given. Refuses `PURPOSE_UNKNOWN`, `LOT_MASS_NEEDED`, `OUT_OF_RANGE`, and what the scheme behind a bulk sample refuses.
 */
export function sampleMasses(request: SampleMassRequest, rules: GrainSamplingRules): Outcome<Worked<SampleMasses>> {
  const wrong = refuseNotPositive({ lotMass_t: request.lotMass_t, thousandKernelMass_g: request.thousandKernelMass_g });
  if (wrong) return wrong;
  const purpose = rules.purposes.find(({ id }) => id === request.purpose);
  if (!purpose) return refuseUnknown(request.purpose, rules);
  const bulk = bulkOf(purpose, request, rules);
  if (!bulk.ok) return bulk;
  const kernels = kernelMass(purpose, request, rules);
  const laboratoryLeast = kernels?.mass ?? purpose.laboratoryLeast ?? null;
  const total = bulk.value.mass && toDecimalString(toDecimal(bulk.value.mass).times(request.sublots));
  return ok({
    value: {
      purpose: purpose.id,
      bulkLeast_kg: bulk.value.mass,
      bulkTotal_kg: total,
      laboratoryLeast_g: laboratoryLeast,
      laboratoryDefault_g: purpose.laboratoryDefault ?? null,
      laboratoryMost_g: purpose.laboratoryMost ?? null,
      kernelsLeast: purpose.kernelsLeast ?? null,
      handling: purpose.handling,
      source: purpose.source,
    },
    steps: [
      ...bulk.value.steps,
      purposeStep(purpose, rules),
      ...(total === null ? [] : [totalStep(bulk.value.mass, total, request.sublots, rules)]),
      ...(kernels ? [kernels.step] : []),
    ],
  });
}

interface Bulk {
  readonly mass: DecimalString | null;
  readonly steps: readonly WorkingStep[];
}

function bulkOf(purpose: SamplePurpose, request: SampleMassRequest, rules: GrainSamplingRules): Outcome<Bulk> {
  if (purpose.bulkFromScheme === undefined) return ok({ mass: purpose.bulkLeast ?? null, steps: [] });
  if (request.lotMass_t === undefined) {
    return refuse({
      code: 'LOT_MASS_NEEDED',
      field: 'lotMass_t',
      message: `The bulk sample for "${purpose.id}" follows from the mass of the lot, and none is given.`,
      remedy: 'Give the mass of the lot in t.',
    });
  }
  const { on, lotMass_t } = request;
  const plan = planSublots({ scheme: purpose.bulkFromScheme, on, lotMass_t, plan: 'default' }, rules);
  return plan.ok ? ok({ mass: plan.value.value.aggregateMass_kg, steps: plan.value.steps }) : plan;
}

function purposeStep(
  { id, laboratoryLeast, kernelsLeast, bulkLeast, source }: SamplePurpose,
  { formulas }: GrainSamplingRules,
): WorkingStep {
  const told = [
    bulkLeast !== undefined && `bulk sample ≥ ${bulkLeast} kg`,
    laboratoryLeast !== undefined && `laboratory sample ≥ ${laboratoryLeast} g`,
    kernelsLeast !== undefined && `laboratory sample ≥ ${kernelsLeast} kernels`,
  ];
  return workingStep({ ...formulas.purposeMasses, source }, [['purpose', id]], {
    unrounded: null,
    reported: told.filter((part) => part !== false).join(', '),
  });
}

const totalStep = (each: DecimalString | null, total: DecimalString, sublots: number, { formulas }: GrainSamplingRules) =>
  workingStep(
    formulas.bulkTotal,
    [
      ['n', sublots],
      ['M_s', each ?? total, 'kg'],
    ],
    { unrounded: toDecimal(total), reported: total, unit: 'kg' },
  );

function kernelMass(
  { kernelsLeast }: SamplePurpose,
  { thousandKernelMass_g }: SampleMassRequest,
  { formulas, reported }: GrainSamplingRules,
) {
  if (kernelsLeast === undefined || thousandKernelMass_g === undefined) return null;
  const unrounded = new Decimal(kernelsLeast).times(thousandKernelMass_g).div(kernelsOfThousandKernelMass);
  const mass = roundUp(unrounded, reported.sampleMassDecimals);
  const step = workingStep(
    formulas.kernelMass,
    [
      ['K', kernelsLeast],
      ['m_1000', thousandKernelMass_g, 'g'],
    ],
    { unrounded, reported: mass, unit: 'g' },
  );
  return { mass, step };
}

const refuseUnknown = (purpose: string, { purposes }: GrainSamplingRules) =>
  refuse({
    code: 'PURPOSE_UNKNOWN',
    field: 'purpose',
    message: `There are no sample masses for "${purpose}".`,
    remedy: `Choose one of: ${purposes.map(({ id }) => id).join(', ')}.`,
  });
