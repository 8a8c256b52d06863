import type { DecimalString } from '../kernel/brand.ts';
import { type Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { acceptableResults } from './acceptable-results.ts';
import { laboratoryAverage, type LaboratoryAverage } from './laboratory.ts';
import type { Iso4259Edition } from './rules.ts';
import { decideByThree } from './third-laboratory.ts';
import type { Dispute, DisputeOutcome } from './types.ts';

/**
 * The dispute procedure between supplier and recipient (ISO 4259-2, edition given). Each average is of the acceptable results of a
 * laboratory. Averages on the same side of the limit settle the dispute; else cross-test, then a neutral third laboratory. Of three
 * averages: when the most divergent differs from the mean X of the other two by more than R₃, X decides; else the mean of all
 * three, a step that is inferred. All comparisons are exact.
 *
 * Refuses `TOO_FEW_ACCEPTABLE_RESULTS` (field `supplier`, `recipient` or `third`), `CROSS_TEST_MISSING` (a third laboratory
 * before the cross-test, field `stage`), `LIMIT_OF_THREE_NOT_POSITIVE`, and what `acceptableResults` refuses.
 */
export function decideDispute(dispute: Dispute, edition: Iso4259Edition): Outcome<Worked<DisputeOutcome>> {
  const { third, stage, repeatability: r } = dispute;
  if (third && stage !== 'cross-test') return refuseCrossTestMissing();
  const supplier = averageOfAcceptable(dispute.supplier, 'supplier', r, edition);
  if (!supplier.ok) return supplier;
  const recipient = averageOfAcceptable(dispute.recipient, 'recipient', r, edition);
  if (!recipient.ok) return recipient;
  const steps = [...supplier.value.steps, ...recipient.value.steps];
  const averages = [supplier.value.value, recipient.value.value] as const;

  const [byS, byR] = averages.map((average) => meets(average, dispute));
  const settled = byS === byR ? (byS ? 'MEETS' : 'FAILS') : null;
  steps.push(comparisonStep(averages, dispute, settled ?? 'OPPOSED', edition));
  if (settled) return ok({ value: { verdict: settled, decidedBy: 'both-laboratories', decidingMean: null, inferred: false }, steps });

  if (!third) {
    const verdict = stage === 'check-samples' ? 'CROSS_TEST_NEXT' : 'THIRD_LABORATORY_NEXT';
    const step = workingStep(edition.formulas.disputeCrossTest, [['stage', stage]], { unrounded: null, reported: verdict });
    return ok({ value: { verdict, decidedBy: null, decidingMean: null, inferred: false }, steps: [...steps, step] });
  }
  if (toDecimal(third.limitOfThree).lte(0)) return refuseLimitOfThree(third.limitOfThree);
  const neutral = averageOfAcceptable(third.results, 'third', r, edition);
  if (!neutral.ok) return neutral;
  const decided = decideByThree([...averages, neutral.value.value], { ...dispute, limitOfThree: third.limitOfThree }, edition);
  return ok({ value: decided.value, steps: [...steps, ...neutral.value.steps, ...decided.steps] });
}

/** The average on the side of the limit that conforms: Σx ≤ k·A₁, or ≥ k·A₂. */
function meets({ sum, count }: LaboratoryAverage, { limit, limitKind }: Dispute): boolean {
  const bound = toDecimal(limit).times(count);
  return limitKind === 'maximum' ? sum.lte(bound) : sum.gte(bound);
}

function averageOfAcceptable(
  results: readonly DecimalString[],
  field: string,
  repeatability: DecimalString,
  edition: Iso4259Edition,
): Outcome<Worked<LaboratoryAverage>> {
  const fewest = edition.disputeResults.count;
  if (results.length < fewest) return refuseTooFew(field, results.length, fewest);
  const judged = acceptableResults({ results, repeatability, decimals: edition.limitDecimals }, edition);
  if (!judged.ok) return judged.refusal.field === 'results' ? refuse({ ...judged.refusal, field }) : judged;
  const { verdict, accepted } = judged.value.value;
  if (verdict !== 'ACCEPTED' || accepted.length < fewest) return refuseTooFew(field, verdict === 'ACCEPTED' ? accepted.length : 0, fewest);
  const average = laboratoryAverage(accepted, field);
  return average.ok ? ok({ value: average.value, steps: judged.value.steps }) : average;
}

function comparisonStep(
  [supplier, recipient]: readonly [LaboratoryAverage, LaboratoryAverage],
  { limit, limitKind }: Dispute,
  reported: string,
  { formulas, limitDecimals }: Iso4259Edition,
): WorkingStep {
  const shown = (value: Decimal) => roundGbt8170(toDecimalString(value), limitDecimals);
  const inputs = [
    ['X_S', shown(supplier.mean)],
    ['X_R', shown(recipient.mean)],
    ['A', limit],
    ['limit', limitKind],
  ] as const;
  return workingStep(formulas.disputeComparison, inputs, { unrounded: null, reported });
}

const refuseCrossTestMissing = () =>
  refuse({
    code: 'CROSS_TEST_MISSING',
    field: 'stage',
    message: 'A third laboratory is called only after supplier and recipient have cross-tested.',
    remedy: 'Give the averages of the cross-test, with stage "cross-test".',
  });

const refuseTooFew = (field: string, given: number, fewest: number) =>
  refuse({
    code: 'TOO_FEW_ACCEPTABLE_RESULTS',
    field,
    message: `The laboratory has ${given} acceptable results; the procedure asks for at least ${fewest}.`,
    remedy: 'Let the laboratory obtain more results under repeatability conditions.',
  });

const refuseLimitOfThree = (given: DecimalString) =>
  refuse({
    code: 'LIMIT_OF_THREE_NOT_POSITIVE',
    field: 'third.limitOfThree',
    message: `R₃ of ${given} is not above zero.`,
    remedy: 'Give R₃ as the edition in use calculates it for three averages.',
  });
