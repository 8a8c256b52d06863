import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import type { RuleSource } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import type { GradeEdition, GradeFactor, GrainGradeRules } from './rules.ts';
import { refuseMeasured, refuseObserved, scaleInForce, type Measured } from './scale-in-force.ts';

export interface GradeRequest {
  readonly scale: string;
  /** Day that chooses the edition, ISO date. */
  readonly on: string;
  /** Values as reported, by factor. */
  readonly measured: Measured;
  /** Observations that may put the lot below every grade. */
  readonly observed: readonly string[];
}

export interface GradeResult {
  readonly scale: string;
  readonly edition: RuleSource;
  readonly grade: string;
  readonly gradeName: Bilingual;
  /** True where the lot meets no grade (等外, Sample grade). */
  readonly belowGrade: boolean;
  /** Factors and observations that kept the lot from a better grade; none where it has the best. */
  readonly limiting: readonly { readonly key: string; readonly name: Bilingual }[];
  /** The standard's limits for every grade; they do not change the grade. */
  readonly requirements: readonly {
    readonly key: string;
    readonly name: Bilingual;
    readonly limit: DecimalString;
    readonly status: 'MET' | 'NOT_MET' | 'NOT_TESTED';
  }[];
}

/**
 * The best grade whose every factor is met, which is the lowest of the grades the factors reach. Values are compared as given,
 * exactly; round them before, once, as the test method says.
 *
 * Refuses `SCALE_UNKNOWN`, `SCALE_NOT_IN_FORCE`, `FACTOR_UNKNOWN`, `FACTOR_MISSING`, `OBSERVATION_UNKNOWN`, and
 * `GRADE_LIMITS_NOT_KNOWN` where the edition grades by a factor whose limits are not in the pack.
 */
export function gradeLot(request: GradeRequest, rules: GrainGradeRules): Outcome<Worked<GradeResult>> {
  const found = scaleInForce(rules, request.scale, request.on);
  if (!found.ok) return found;
  const { scale, edition } = found.value;
  const wrong = refuseMeasured(request.measured, edition, scale.id) ?? refuseObserved(request.observed, edition, scale.id);
  if (wrong) return wrong;
  const reached = edition.factors.map((factor) => ({ factor, index: bestGrade(factor, request.measured, edition) }));
  const disqualified = edition.disqualifying.filter(({ id }) => request.observed.includes(id));
  const lowest = Math.max(...reached.map(({ index }) => index));
  const index = disqualified.length > 0 ? edition.grades.length : lowest;
  if (edition.unknown.length > 0) return refuseUnknownLimits(edition, gradeAt(index, edition).name);
  const limitingFactors = index === 0 ? [] : reached.filter((one) => one.index === index).map(({ factor }) => factor);
  const limiting = [...disqualified.map(({ id, name }) => ({ key: id, name })), ...limitingFactors.map(({ key, name }) => ({ key, name }))];
  const { code, name } = gradeAt(index, edition);
  return ok({
    value: {
      scale: scale.id,
      edition: edition.source,
      grade: code,
      gradeName: name,
      belowGrade: index === edition.grades.length,
      limiting,
      requirements: edition.requirements.map((one) => ({
        key: one.key,
        name: one.name,
        limit: one.limit,
        status: statusOf(one, request.measured),
      })),
    },
    steps: [
      ...reached.map(({ factor, index: best }) => factorStep(factor, best, request.measured, edition, rules)),
      ...disqualified.map(({ id, source }) =>
        workingStep({ ...rules.formulas.disqualification, source }, [['observed', id]], { unrounded: null, reported: edition.below.code }),
      ),
      workingStep(
        rules.formulas.lotGrade,
        reached.map(({ factor, index: best }) => [factor.key, gradeAt(best, edition).code] as const),
        { unrounded: null, reported: code },
      ),
      ...edition.requirements.map((one) =>
        workingStep(
          { ...rules.formulas.requirement, source: one.source },
          [
            [one.key, request.measured[one.key] ?? 'not given', one.unit],
            ['limit', one.limit, one.unit],
          ],
          { unrounded: null, reported: statusOf(one, request.measured) },
        ),
      ),
    ],
  });
}

const meets = (sense: GradeFactor['sense'], value: DecimalString, limit: DecimalString): boolean =>
  sense === 'at-least' ? toDecimal(value).gte(limit) : toDecimal(value).lte(limit);

/** Index of the best grade whose limit one factor meets; the number of grades where it meets none. */
function bestGrade({ key, sense }: GradeFactor, measured: Measured, { grades }: GradeEdition): number {
  const index = grades.findIndex(({ limits }) => {
    const [value, limit] = [measured[key], limits[key]];
    return value !== undefined && limit !== undefined && meets(sense, value, limit);
  });
  return index < 0 ? grades.length : index;
}

const gradeAt = (index: number, { grades, below }: GradeEdition) => grades[index] ?? below;

function statusOf({ key, sense, limit }: GradeEdition['requirements'][number], measured: Measured) {
  const value = measured[key];
  return value === undefined ? 'NOT_TESTED' : meets(sense, value, limit) ? 'MET' : 'NOT_MET';
}

/** The value with the limit it meets, and the next better one it misses. */
function factorStep(
  { key, unit }: GradeFactor,
  index: number,
  measured: Measured,
  edition: GradeEdition,
  rules: GrainGradeRules,
): WorkingStep {
  const met = edition.grades[index];
  const missed = edition.grades[index - 1];
  const source = (met ?? missed)?.source ?? edition.source;
  return workingStep(
    { ...rules.formulas.factorGrade, source },
    [
      [key, measured[key] ?? '', unit],
      ...(met?.limits[key] === undefined ? [] : [[`limit of ${met.code}`, met.limits[key], unit] as const]),
      ...(missed?.limits[key] === undefined ? [] : [[`limit of ${missed.code}`, missed.limits[key], unit] as const]),
    ],
    { unrounded: null, reported: gradeAt(index, edition).code },
  );
}

function refuseUnknownLimits({ unknown, source: { standard, edition } }: GradeEdition, best: Bilingual): Outcome<never> {
  const factors = unknown.map(({ name }) => `${name.en} (${name.zh})`).join(', ');
  return refuse({
    code: 'GRADE_LIMITS_NOT_KNOWN',
    field: 'scale',
    message:
      `${standard}-${edition} also grades by ${factors}, whose limits are not in this rule pack; ` +
      `by the other factors the grade is ${best.en} (${best.zh}) at best.`,
    remedy: `Enter the limits from the text of ${standard}-${edition} into the grades section of the site's own rule pack.`,
  });
}
