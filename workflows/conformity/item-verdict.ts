import type { LotValue } from '../assay/types.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import type { WorkingStep } from '../kernel/working.ts';
import { decide } from './decision.ts';
import type { Province } from './destination.ts';
import type { ConformityRules, LimitSet } from './rules.ts';
import type { ConformityContext, ItemVerdict, Limit, Verdict } from './types.ts';

/** A value of the lot on one basis, unrounded, as far as limits look at it. */
export type CoalValue = Pick<LotValue, 'item' | 'basis' | 'unit' | 'value'>;

/** Symbol of a value as the coal standards write it: `Ad`, `St,d`, `Qnet,ar`; without a basis the item itself. */
export const symbolOf = ({ item, basis }: Pick<Limit, 'item' | 'basis'>): string =>
  basis === null ? item : item.length === 1 ? `${item}${basis}` : `${item},${basis}`;

export interface JudgedSet {
  readonly set: LimitSet;
  /** `perhaps`: it applies under a condition that is not known. */
  readonly application: 'yes' | 'perhaps';
  readonly items: readonly ItemVerdict[];
}

/** The limit sets that apply, or may apply, in a context; each limit with its verdict. Sets that do not apply are left out. */
export function judgedSets(
  values: readonly CoalValue[],
  rules: ConformityRules,
  context: ConformityContext,
): { readonly sets: readonly JudgedSet[]; readonly steps: readonly WorkingStep[] } {
  const steps: WorkingStep[] = [];
  const sets = rules.limitSets.flatMap((set): JudgedSet[] => {
    const application = applicationOf(set, context);
    if (application === 'no') return [];
    const conditional = application === 'perhaps';
    const items = set.limits.map((limit): ItemVerdict => {
      const judged = judgeLimit(limit, valueFor(limit, values), rules, context.sampleValid);
      steps.push(...judged.steps);
      return { ...judged.item, conditional, ...(conditional && set.condition && { condition: set.condition }) };
    });
    return [{ set, application, items }];
  });
  return { sets, steps };
}

function judgeLimit(limit: Limit, value: DecimalString | null, rules: ConformityRules, sampleValid: boolean) {
  const without = (verdict: Verdict) => ({
    item: { limit, value, verdict, decisionRule: limit.decisionRule ?? rules.decision.regime, regimes: [] },
    steps: [],
  });
  if (!sampleValid) return without('INVALID_SAMPLE');
  if (value === null) return without('NOT_TESTED');
  const { verdict, decisionRule, regimes, decisive } = decide(limit, value, rules, symbolOf(limit), limit.unit);
  return { item: { limit, value, verdict, decisionRule, regimes }, steps: decisive };
}

/** Whether a set applies: the class must be its own; where distance or province is asked for and not known, perhaps. */
function applicationOf(set: LimitSet, context: ConformityContext): Application {
  if (set.coalClass !== context.coalClass) return 'no';
  if (set.use !== undefined && set.use !== context.declaredUse) return 'no';
  const asked = [beyond(set.haulOver, context.haulDistance), within(set.province, context.destinationProvince)];
  if (asked.includes('no')) return 'no';
  return asked.includes('perhaps') ? 'perhaps' : 'yes';
}

type Application = 'yes' | 'no' | 'perhaps';

function beyond(haulOver: DecimalString | undefined, haul: DecimalString | null): Application {
  if (haulOver === undefined) return 'yes';
  if (haul === null) return 'perhaps';
  return toDecimal(haul).gt(toDecimal(haulOver)) ? 'yes' : 'no';
}

function within(province: Province | undefined, destination: Province | null): Application {
  if (province === undefined) return 'yes';
  if (destination === null) return 'perhaps';
  return province === destination ? 'yes' : 'no';
}

/** A value in another unit is not the value asked for. */
const valueFor = (limit: Limit, values: readonly CoalValue[]): DecimalString | null =>
  values.find(({ item, basis, unit }) => item === limit.item && basis === limit.basis && unit === limit.unit)?.value ?? null;
