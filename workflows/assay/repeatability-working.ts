import type { DecimalString } from '../kernel/brand.ts';
import { toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse, type Outcome } from '../kernel/refusal.ts';
import { roundGbt8170 } from '../kernel/rounding.ts';
import { isInForce } from '../kernel/source.ts';
import { workingStep, type Worked, type WorkingStep } from '../kernel/working.ts';
import { considerDeterminations, verdictOf, type Consideration } from './determination.ts';
import { straddlesBandEdge } from './repeatability.ts';
import type { CoalAssayRules } from './rules.ts';
import type { AssayItem, DeterminationVerdict } from './types.ts';

export interface RepeatabilityJudgement {
  readonly verdict: DeterminationVerdict;
  /** Determinations lie on both sides of a band edge; T is that of their mean. */
  readonly straddlesBandEdge: boolean;
}

/**
 * An item with the repeatability of the edition in force on a day, ISO date; without a day the newest edition.
 * Refuses `ITEM_UNKNOWN` (field `item`) and `EDITION_NOT_KNOWN` (field `on`).
 */
export function itemInForce(symbol: string, rules: CoalAssayRules, on?: string): Outcome<AssayItem> {
  const all = [...rules.items, ...rules.itemsOnRequest];
  const item = all.find((known) => known.item === symbol);
  if (!item) {
    return refuse({
      code: 'ITEM_UNKNOWN',
      field: 'item',
      message: `"${symbol}" is not an item of the rule pack.`,
      remedy: `Choose one of: ${all.map((known) => known.item).join(', ')}.`,
    });
  }
  if (on === undefined || isInForce(item.source, on)) return ok(item);
  const old = rules.superseded.find((edition) => edition.item === symbol && isInForce(edition.source, on));
  if (old) return ok({ ...item, repeatability: old.repeatability, source: old.source });
  return refuse({
    code: 'EDITION_NOT_KNOWN',
    field: 'on',
    message: `The repeatability of ${symbol} on ${on} is not known.`,
    remedy: `Choose a day from ${item.source.validFrom ?? 'the first'} on, or add the edition of that day to the rule pack.`,
  });
}

/** The two-three-four rule with its working: for each group of determinations T at their mean, then the critical range. */
export function workedDeterminations(
  item: AssayItem,
  values: readonly DecimalString[],
  rules: Pick<CoalAssayRules, 'determination' | 'formulas'>,
): Worked<RepeatabilityJudgement> {
  const considered = considerDeterminations(item, values, rules.determination);
  const straddles = straddlesBandEdge(item.repeatability, values);
  const edge = workingStep(rules.formulas.bandEdge, [], { unrounded: null, reported: 'straddles-band-edge' });
  return {
    value: { verdict: verdictOf(item, considered, values.length), straddlesBandEdge: straddles },
    // The first three looks are at two, three and four determinations; what follows are triples.
    steps: [...considered.flatMap((group, index) => stepsOf(group, index > 2, item, values, rules)), ...(straddles ? [edge] : [])],
  };
}

function stepsOf(
  { used, mean, repeatability, limit, range, accepted }: Consideration,
  isTripleOfFour: boolean,
  item: AssayItem,
  values: readonly DecimalString[],
  { determination, formulas }: Pick<CoalAssayRules, 'determination' | 'formulas'>,
): WorkingStep[] {
  const { unit } = item;
  const counted = { 2: formulas.twoDeterminations, 3: formulas.threeDeterminations, 4: formulas.fourDeterminations };
  const formula = isTripleOfFour
    ? formulas.threeOfFour
    : { ...counted[used.length as keyof typeof counted], source: determination.source };
  return [
    workingStep({ ...formulas.repeatabilityLimit, source: item.source }, [['x̄', mean, unit]], {
      unrounded: repeatability,
      reported: toDecimalString(repeatability),
      unit,
    }),
    workingStep(
      formula,
      [
        ...used.map((index) => [`x${index + 1}`, values[index] ?? '', unit] as const),
        ['T', repeatability, unit],
        ['critical range', limit, unit],
        ['max − min', range, unit],
      ],
      accepted
        ? { unrounded: mean, reported: roundGbt8170(toDecimalString(mean), item.decimals), unit }
        : { unrounded: null, reported: 'exceeds-critical-range' },
    ),
  ];
}
