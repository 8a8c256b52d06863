import { judgeMassBalance } from '../coal-preparation/mass-balance.ts';
import type { StageBalance } from '../coal-preparation/mass-balance.ts';
import type { MassBalanceRules } from '../coal-preparation/rules.ts';
import { decimalString } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { sumOf, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { StepInForce } from './handling.ts';
import type { MassRef } from './recipe.ts';
import type { Weighing } from './step-data.ts';

/** Net mass, kg. */
export const netMass = ({ gross_kg, tare_kg }: Weighing): DecimalString =>
  toDecimalString(toDecimal(gross_kg).minus(toDecimal(tare_kg)));

const sumOfMasses = (masses: readonly DecimalString[]): DecimalString =>
  toDecimalString(sumOf(masses.map(toDecimal)));

/** The mass a step recorded, or left where it took from, kg; null while the step is not done. */
export function recordedMass(
  steps: readonly StepInForce[],
  { step: id, part }: MassRef,
): DecimalString | null {
  const known = steps.find((each) => each.step.id === id);
  if (!known) return null;
  const { step, data } = known;
  switch (data.kind) {
    case 'receive':
      return sumOfMasses(data.containers.map(netMass));
    case 'weigh':
      return netMass(data);
    case 'divide':
      return data.parts.find((each) => each.part === part)?.mass_kg ?? null;
    case 'sub-sample': {
      const before = step.kind === 'sub-sample' && step.from ? recordedMass(steps, step.from) : null;
      return (
        before &&
        toDecimalString(toDecimal(before).minus(sumOf(data.bottles.map(({ mass_kg }) => toDecimal(mass_kg)))))
      );
    }
    default:
      return null;
  }
}

/** What went into a step and what came out of it, kg. */
export interface StepBalance {
  readonly step: string;
  readonly in_kg: DecimalString;
  readonly out_kg: DecimalString;
  readonly rejected_kg: DecimalString;
  /** % of what went in; negative for a gain; null where it is not judged. */
  readonly loss_pct: DecimalString | null;
  readonly verdict: StageBalance['verdict'] | 'unchecked';
}

const none = decimalString('0');

/** The balances of the steps that part a sample, in their order. A sub-sampling leaves the rest where it is: it has none. */
export const balancesOf = (steps: readonly StepInForce[]): readonly StepBalance[] =>
  steps.flatMap(({ step, data }): StepBalance[] => {
    if (step.kind === 'divide' && data.kind === 'divide') {
      const masses = data.parts.map(({ mass_kg }) => mass_kg);
      return [balanceOf(step.id, data.massIn_kg, masses, data.rejected_kg, step.balance)];
    }
    if (step.kind === 'fill' && data.kind === 'fill') {
      const sources = step.from.map((from) => recordedMass(steps, from) ?? none);
      const masses = data.bottles.map(({ mass_kg }) => mass_kg);
      return [balanceOf(step.id, sumOfMasses(sources), masses, data.rejected_kg, step.balance)];
    }
    return [];
  });

function balanceOf(
  step: string,
  massIn: DecimalString,
  out: readonly DecimalString[],
  rejected: DecimalString,
  rules: MassBalanceRules | null,
): StepBalance {
  const masses = { step, in_kg: massIn, out_kg: sumOfMasses(out), rejected_kg: rejected };
  if (rules === null) return { ...masses, loss_pct: null, verdict: 'unchecked' };
  const children = out.map((mass, index) => ({ name: String(index + 1), mass }));
  const stage = { stage: step, massIn, children, rejected, waterRemoved: none };
  const { verdict, stages } = judgeMassBalance([stage], { massBalance: rules });
  return { ...masses, loss_pct: stages[0]?.lossPercent ?? null, verdict };
}
