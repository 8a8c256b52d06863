import { containerName, massesDiffer } from '../custody/finding-words.ts';
import { isMassStep } from '../custody/mass-step.ts';
import type { Bilingual } from '../kernel/bilingual.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { rulesFollowed } from './bottle-rules.ts';
import { stepsInForce } from './handling.ts';
import type { HandlingContext, HandlingOrder, StepInForce } from './handling.ts';
import { isWithin } from './limits.ts';
import { balancesOf, netMass, recordedMass } from './masses.ts';
import type { StepBalance } from './masses.ts';
import type { BottleRule, DivideStep, Limits, MassRef, MixStep, ReceiveStep } from './recipe.ts';
import type { DivideData, Filling, FilledBottle, MixData, ReceiveData } from './step-data.ts';

/**
 * What casts doubt on a sample from its handling. Judged anew from what is in force, so that a correction is judged like the step
 * itself; what stood before it can be read in the record. What was measured is taken as it is: a number outside its limits is a
 * finding and no refusal, since a refused number is typed again until it fits.
 */
export function findingsOf({
  order,
  records,
  overdue,
}: Pick<HandlingContext, 'order' | 'records' | 'overdue'>): readonly Finding[] {
  const steps = stepsInForce({ order, records });
  return [
    ...steps.flatMap((step) => ofStep(order, steps, step)),
    ...balancesOf(steps)
      .filter(({ verdict }) => verdict === 'alarm')
      .map(unbalanced),
    ...overdue.map(({ step }) => late(step)),
  ];
}

function ofStep(
  order: HandlingOrder,
  steps: readonly StepInForce[],
  { step, data }: StepInForce,
): readonly Finding[] {
  if (step.kind === 'receive' && data.kind === 'receive') return ofReceipt(order, step, data);
  if (step.kind === 'weigh' && data.kind === 'weigh')
    return steppedFrom(steps, step.from, netMass(data), step.massTolerancePercent, step.id);
  if (step.kind === 'mix' && data.kind === 'mix') return ofMixing(step, data);
  if (step.kind === 'divide' && data.kind === 'divide')
    return [...ofDivision(step, data), ...ofFeed(steps, step, data)];
  if (step.kind === 'sub-sample' && data.kind === 'sub-sample')
    return [
      ...ofBottles(step.id, step.bottles, data.bottles),
      ...ofTaking(steps, step.id, step.from, data.bottles),
    ];
  if (step.kind === 'fill' && data.kind === 'fill') return ofBottles(step.id, step.bottles, data.bottles);
  return [];
}

const ofReceipt = (order: HandlingOrder, step: ReceiveStep, data: ReceiveData): readonly Finding[] => [
  ...data.containers.flatMap((container): readonly Finding[] => {
    const known = order.containers.find(({ position }) => position === container.position);
    if (!known) return [];
    const at = String(container.position);
    const [tolerance, net] = [step.massTolerancePercent, netMass(container)];
    return [
      ...(container.seal === known.seal ? [] : [otherSeal(at, container.seal)]),
      ...(tolerance !== null && isMassStep(known.mass, net, tolerance)
        ? [{ code: `MASS_STEP_${at}`, ...massesDiffer(containerName(at), known.mass, net) }]
        : []),
      ...outside(`FILL_${at}`, filledPercent(container), step.fill_pct, '%'),
    ];
  }),
  ...data.missing.map((position) => ({
    code: `CONTAINER_MISSING_${position}`,
    zh: `容器${position}未到达`,
    en: `Container ${position} did not arrive.`,
  })),
];

const ofMixing = ({ id, measures }: MixStep, data: MixData): readonly Finding[] =>
  measures.flatMap(({ field, limits }) =>
    outside(`${id}_${field}`, data[field] ?? null, limits, field.split('_')[1] ?? ''),
  );

const ofDivision = ({ id, passes, cuts, parts }: DivideStep, data: DivideData): readonly Finding[] => [
  ...outside(`${id}_passes`, wholeNumber(data.passes), passes, ''),
  ...outside(`${id}_cuts`, data.cuts === undefined ? null : wholeNumber(data.cuts), cuts, ''),
  ...parts.flatMap((part) => {
    const mass = data.parts.find((each) => each.part === part.id)?.mass_kg ?? null;
    return outside(`${id}_${part.id}`, mass, part.mass_kg, 'kg');
  }),
];

/** What was fed is what was there before, within what the step itself may lose or gain. */
function ofFeed(
  steps: readonly StepInForce[],
  { id, from, balance }: DivideStep,
  data: DivideData,
): readonly Finding[] {
  if (balance === null) return [];
  const least = Decimal.min(toDecimal(balance.alarmPercent), toDecimal(balance.gainAlarmPercent));
  return steppedFrom(steps, from, data.massIn_kg, toDecimalString(least), id);
}

function ofTaking(
  steps: readonly StepInForce[],
  step: string,
  from: MassRef | null,
  bottles: readonly FilledBottle[],
): readonly Finding[] {
  const source = from && recordedMass(steps, from);
  if (!source) return [];
  const taken = bottles.reduce<Decimal>((sum, { mass_kg }) => sum.plus(toDecimal(mass_kg)), new Decimal(0));
  return taken.gt(toDecimal(source))
    ? [{ code: `MASS_STEP_${step}`, ...massesDiffer(stepName(step), source, toDecimalString(taken)) }]
    : [];
}

const ofBottles = (
  step: string,
  rules: readonly BottleRule[],
  bottles: readonly FilledBottle[],
): readonly Finding[] => {
  const followed = rulesFollowed(rules, bottles);
  return rules.flatMap((rule, no) => {
    const filled = bottles.filter((_, index) => followed[index] === no);
    return [
      ...(filled.length < rule.count ? [short(step, rule, filled.length)] : []),
      ...filled.flatMap(({ seal, mass_kg, ...filling }) => [
        ...outside(`${step}_${seal}`, mass_kg, rule.mass_kg, 'kg'),
        ...outside(`FILL_${seal}`, filledPercent(filling), rule.fill_pct, '%'),
      ]),
    ];
  });
};

/** Which seal it should be is not said: who prepares reads it and must not be told. */
const otherSeal = (at: string, found: string): Finding => ({
  code: `SEAL_MISMATCH_${at}`,
  zh: `容器${at}的封识为${found}，不是封样时的封识`,
  en: `Container ${at} carries seal ${found}, which is not the one it was closed with.`,
});

const stepName = (id: string): Bilingual => ({ zh: `步骤${id}`, en: `step ${id}` });

function steppedFrom(
  steps: readonly StepInForce[],
  from: MassRef | null,
  now: DecimalString,
  tolerancePercent: DecimalString | null,
  step: string,
): readonly Finding[] {
  const before = from && recordedMass(steps, from);
  return before && tolerancePercent !== null && isMassStep(before, now, tolerancePercent)
    ? [{ code: `MASS_STEP_${step}`, ...massesDiffer(stepName(step), before, now) }]
    : [];
}

/** Judged is the exact value; a quotient would not end. */
const shownDigits = 8;

function outside(
  what: string,
  value: DecimalString | null,
  limits: Limits | null,
  unit: string,
): readonly Finding[] {
  if (value === null || limits === null) return [];
  if (isWithin(value, limits)) return [];
  const { least, most } = limits;
  const shown = toDecimalString(toDecimal(value).toSignificantDigits(shownDigits));
  const [said, allowed] = [`${shown} ${unit}`.trim(), `${least ?? '…'}–${most ?? '…'} ${unit}`.trim()];
  return [
    {
      code: `OUT_OF_LIMITS_${what}`,
      zh: `${what}为${said}，限值${allowed}`,
      en: `${what} is ${said}; allowed is ${allowed}.`,
    },
  ];
}

const wholeNumber = (value: number): DecimalString => toDecimalString(new Decimal(value));

/** How full, % of the capacity; null where it was not told. */
const filledPercent = ({ volume_mL, capacity_mL }: Filling): DecimalString | null =>
  volume_mL === undefined || capacity_mL === undefined
    ? null
    : toDecimalString(toDecimal(volume_mL).times(100).div(toDecimal(capacity_mL)));

const unbalanced = ({ step, in_kg, out_kg, rejected_kg, loss_pct }: StepBalance): Finding => ({
  code: `MASS_BALANCE_${step}`,
  zh: `步骤${step}质量不平衡：投入${in_kg} kg，得到${out_kg} kg，弃去${rejected_kg} kg，损失${loss_pct ?? '?'} %`,
  en: `Masses do not balance in ${step}: ${in_kg} kg in, ${out_kg} kg out, ${rejected_kg} kg rejected, ${loss_pct ?? '?'} % lost.`,
});

const late = (step: string): Finding => ({
  code: `STEP_OVERDUE_${step}`,
  zh: `步骤${step}超过时限`,
  en: `${step} was not done within its time.`,
});

const short = (step: string, { kind, count }: BottleRule, filled: number): Finding => ({
  code: `BOTTLE_MISSING_${step}_${kind}`,
  zh: `${kind}样瓶应为${count}个，实为${filled}个`,
  en: `${filled} of ${count} ${kind} bottles were filled.`,
});
