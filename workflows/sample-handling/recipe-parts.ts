import type { MassBalanceRules } from '../coal-preparation/rules.ts';
import type { DecimalString } from '../kernel/brand.ts';
import type { BottleRule, FillStep, HandlingRecipe, HandlingStep, Limits, MixStep } from './recipe.ts';

/** Steps that the recipes of several commodities share. */

/** What a site or a method decides and no pack gives. */
export interface SiteChoices {
  /** Greatest difference of two weighings of the same thing, % of it. */
  readonly massTolerancePercent: DecimalString | null;
  readonly mixing: MixStep['measures'];
  /** Bottles besides those that the pack asks for, or instead of them. */
  readonly bottles: readonly BottleRule[];
  /** Targets by id of step, minutes. */
  readonly withinMinutes?: Readonly<Partial<Record<string, number>>>;
}

export const step = (id: string, zh: string, en: string) => ({
  id,
  name: { zh, en },
  witness: false,
  evidence: false,
});

export const received = (
  { massTolerancePercent }: SiteChoices,
  fill_pct: Limits | null,
): readonly HandlingStep[] => [
  {
    ...step('receive', '接收样品', 'Receive the containers'),
    kind: 'receive',
    witness: true,
    massTolerancePercent,
    fill_pct,
  },
  { ...step('weigh', '称量', 'Weigh'), kind: 'weigh', from: { step: 'receive' }, massTolerancePercent },
];

export const mixing = ({ mixing: measures }: SiteChoices): HandlingStep => ({
  ...step('mix', '混合', 'Mix'),
  kind: 'mix',
  measures,
});

/** The part of a division that goes into the bottles. */
export const kept = 'kept';

export const filling = (bottles: readonly BottleRule[], balance: MassBalanceRules | null): FillStep => ({
  ...step('fill', '装瓶封样', 'Fill and seal the bottles'),
  kind: 'fill',
  witness: true,
  from: [{ step: 'divide', part: kept }],
  bottles,
  balance,
});

export const handingOver: HandlingStep = {
  ...step('hand-over', '交接', 'Hand over'),
  kind: 'hand-over',
  witness: true,
};
export const ending: readonly HandlingStep[] = [
  { ...step('photo', '拍照存证', 'Photograph the sealed bottles'), kind: 'photo', evidence: true },
  handingOver,
];

export const recipeOf = (
  id: string,
  { withinMinutes = {} }: SiteChoices,
  steps: readonly HandlingStep[],
): HandlingRecipe => ({
  id,
  steps: steps.map((each) => {
    const minutes = withinMinutes[each.id];
    return minutes === undefined ? each : { ...each, withinMinutes: minutes };
  }),
});
