import type { CoalPreparationRules, MassBalanceRules } from '../coal-preparation/rules.ts';
import type { GrainSamplingRules, SamplePurpose } from '../grain-sampling/rules.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { ok, refuse } from '../kernel/refusal.ts';
import type { Outcome } from '../kernel/refusal.ts';
import type { PetroleumSamplingRules } from '../petroleum-sampling/rules.ts';
import { ending, filling, handingOver, kept, mixing, received, recipeOf, step } from './recipe-parts.ts';
import type { SiteChoices } from './recipe-parts.ts';
import type { BottleRule, HandlingRecipe, HandlingStep, Limits } from './recipe.ts';

/**
 * Recipes for the three commodities. Every number comes from a rule pack or from the caller; what neither gives is null, is recorded
 * unjudged, and is listed by `uncheckedOf`.
 */

export interface GrainChoices extends SiteChoices {
  /** Purposes whose laboratory samples are filled, by the pack's ids. */
  readonly purposes: readonly string[];
  readonly apparatus: readonly string[];
  /** Halvings; `divisionOf` says how many leave the laboratory sample. */
  readonly passes: Limits | null;
  /** The grain pack has no balance of a division. */
  readonly balance: MassBalanceRules | null;
}

const moisturePurpose = 'moisture';

/**
 * Receive, weigh, moisture bottles at once, mix, divide, fill, photograph, hand over. One laboratory bottle for each purpose, at least
 * and at most what the pack says. Refuses `PURPOSE_UNKNOWN` and `LABORATORY_MASS_OPEN` (a purpose whose laboratory sample is a number
 * of kernels, or the whole bulk sample: give the bottle among `bottles`).
 */
export function grainRecipe(
  rules: Pick<GrainSamplingRules, 'purposes'>,
  choices: GrainChoices,
): Outcome<HandlingRecipe> {
  const filled: BottleRule[] = [];
  for (const id of choices.purposes) {
    const purpose = rules.purposes.find((known) => known.id === id);
    if (!purpose) return refusePurpose(id, rules);
    if (purpose.laboratoryLeast === undefined) return refuseOpenMass(purpose);
    filled.push(bottleOf(purpose));
  }
  const bottles = [...filled, ...choices.bottles];
  const [moisture, others] = [bottles.filter(isMoisture), bottles.filter((bottle) => !isMoisture(bottle))];
  const moistureStep: HandlingStep = {
    ...step('moisture', '取水分样', 'Fill the moisture bottles'),
    kind: 'sub-sample',
    from: { step: 'weigh' },
    bottles: moisture,
  };
  return ok(
    recipeOf('grain-division', choices, [
      ...received(choices, null),
      ...(moisture.length > 0 ? [moistureStep] : []),
      mixing(choices),
      {
        ...step('divide', '缩分', 'Divide'),
        kind: 'divide',
        from: { step: moisture.length > 0 ? moistureStep.id : 'weigh' },
        apparatus: choices.apparatus,
        passes: choices.passes,
        cuts: null,
        parts: [{ id: kept, mass_kg: { least: leastOf(others), most: null } }],
        balance: choices.balance,
      },
      filling(others, choices.balance),
      ...ending,
    ]),
  );
}

/** Receive, weigh, mix, sub-sample into laboratory and retained bottles, hand over. The pack limits the filling of a receiver only. */
export const petroleumRecipe = (
  { setUp }: Pick<PetroleumSamplingRules, 'setUp'>,
  choices: SiteChoices,
): HandlingRecipe =>
  recipeOf('petroleum-sub-sampling', choices, [
    ...received(choices, { least: null, most: setUp.receiverFillPercent.value }),
    mixing(choices),
    {
      ...step('sub-sample', '分取样品', 'Fill laboratory and retained bottles'),
      kind: 'sub-sample',
      witness: true,
      from: { step: 'weigh' },
      bottles: choices.bottles,
    },
    handingOver,
  ]);

export interface CoalChoices extends SiteChoices {
  /** Id of the division in the pack's way of a gross sample, for example `division-6`. */
  readonly stage: string;
  readonly apparatus: readonly string[];
}

/**
 * One manual division of a gross sample at the top size of a stage: at least the pack's cuts and mass, its balance and its filling of
 * bottles. Refuses `STAGE_UNKNOWN`. What crushes and dries the sample before is not part of it.
 */
export function coalDivisionRecipe(
  rules: Pick<CoalPreparationRules, 'stages' | 'division' | 'massBalance' | 'bottleFilling'>,
  choices: CoalChoices,
): Outcome<HandlingRecipe> {
  const stage = rules.stages.find(({ id, kind }) => id === choices.stage && kind === 'divide');
  if (!stage?.leastMass) return refuseStage(choices.stage, rules);
  const cuts = toDecimalString(new Decimal(rules.division.leastCuts.manual.value));
  const bottles = choices.bottles.map((bottle) => ({
    ...bottle,
    fill_pct: bottle.fill_pct ?? { least: null, most: rules.bottleFilling.value },
  }));
  return ok(
    recipeOf('coal-manual-division', choices, [
      ...received(choices, null),
      mixing(choices),
      {
        ...step('divide', stage.name.zh, stage.name.en),
        kind: 'divide',
        from: { step: 'weigh' },
        apparatus: choices.apparatus,
        passes: null,
        cuts: { least: cuts, most: null },
        parts: [{ id: kept, mass_kg: { least: stage.leastMass, most: null } }],
        balance: rules.massBalance,
      },
      filling(bottles, rules.massBalance),
      ...ending,
    ]),
  );
}

const isMoisture = ({ kind }: BottleRule): boolean => kind === 'moisture';

const gramsInKilogram = 1000;
const kilograms = (grams: DecimalString | undefined): DecimalString | null =>
  grams === undefined ? null : toDecimalString(toDecimal(grams).div(gramsInKilogram));

const bottleOf = ({ id, laboratoryLeast, laboratoryMost }: SamplePurpose): BottleRule => ({
  kind: id === moisturePurpose ? 'moisture' : 'laboratory',
  count: 1,
  mass_kg: { least: kilograms(laboratoryLeast), most: kilograms(laboratoryMost) },
  fill_pct: null,
  closures: null,
});

/** What must be kept for all bottles together, kg; null where one of them has no least mass. */
function leastOf(bottles: readonly BottleRule[]): DecimalString | null {
  let sum = new Decimal(0);
  for (const { count, mass_kg } of bottles) {
    const least = mass_kg?.least ?? null;
    if (least === null) return null;
    sum = sum.plus(toDecimal(least).times(count));
  }
  return toDecimalString(sum);
}

const refusePurpose = (id: string, { purposes }: Pick<GrainSamplingRules, 'purposes'>) =>
  refuse({
    code: 'PURPOSE_UNKNOWN',
    field: 'purposes',
    message: `There are no sample masses for "${id}".`,
    remedy: `Choose among: ${purposes.map((known) => known.id).join(', ')}.`,
  });

const refuseOpenMass = ({ id }: SamplePurpose) =>
  refuse({
    code: 'LABORATORY_MASS_OPEN',
    field: 'purposes',
    message: `The pack gives no mass of a laboratory sample for "${id}".`,
    remedy: 'Leave the purpose out and give its bottle with its mass among the bottles.',
  });

const refuseStage = (id: string, { stages }: Pick<CoalPreparationRules, 'stages'>) =>
  refuse({
    code: 'STAGE_UNKNOWN',
    field: 'stage',
    message: `"${id}" is no division of the pack.`,
    remedy: `Choose one of: ${stages.flatMap((stage) => (stage.kind === 'divide' ? [stage.id] : [])).join(', ')}.`,
  });
