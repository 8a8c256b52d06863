import { createHash } from 'node:crypto';
import { decimalString } from '../../../workflows/kernel/brand.ts';
import type { DecimalString } from '../../../workflows/kernel/brand.ts';
import type { StepInForce } from '../../../workflows/sample-handling/handling.ts';
import { recordedMass } from '../../../workflows/sample-handling/masses.ts';
import type {
  BottleRule,
  DivideStep,
  HandlingStep,
  Limits,
  MassRef,
  MixStep,
  ReceiveStep,
} from '../../../workflows/sample-handling/recipe.ts';
import type {
  DivideData,
  FilledBottle,
  ReceiveData,
  StepData,
  Weighing,
} from '../../../workflows/sample-handling/step-data.ts';
import type { HandlingView } from '../../views/handling-view.ts';
import type { FilledContainer } from './containers-at-plant.ts';

/** What lies before the people who handle a sample. */
export interface Bench {
  readonly containers: readonly FilledContainer[];
  readonly evidence: readonly string[];
  /** User name of who takes the bottles over. */
  readonly receivedBy: string;
}

const [balance, mixer, dipper] = ['W-01', 'M-01', 'D-01'] as const;
/** Of a container, kg; of a receiver and of a bottle, mL. */
const [tare, receiverCapacity, bottleCapacity] = [0.85, 10_000, 1000] as const;
/** What is filled into a bottle that has no limits, kg. */
const usualBottle = 0.8;
/** How samples are mixed where the recipe does not say. */
const usualMixing = { duration_min: 5, speed_rpm: 1200, energy_kJ: 20 } as const;
/** Part of what a divider is fed that stays in it or flies off. */
const dust = 0.0004;

/** To 0.1 g or 0.1 µL, as balances and cylinders show it. */
const shown = (value: number): DecimalString => decimalString(value.toFixed(4));
const weighing = (kilograms: number): Weighing => ({
  gross_kg: shown(kilograms + tare),
  tare_kg: shown(tare),
});

/** A value that is allowed, near the usual one. */
export function within(limits: Limits | null, usual: number): number {
  const [least, most] = [limits?.least ?? null, limits?.most ?? null].map((bound) =>
    bound === null ? null : Number(bound),
  );
  if (typeof least === 'number' && typeof most === 'number') return (least + most) / 2;
  if (typeof least === 'number') return Math.max(usual, least * 1.1);
  return typeof most === 'number' ? Math.min(usual, most * 0.9) : usual;
}

/** What a person tells of the next step of a handling, done as its recipe asks for. */
export function tellStep(step: HandlingStep, handling: HandlingView, bench: Bench): StepData {
  const { evidence } = bench;
  const mass = (from: MassRef | null) => Number((from && recordedMass(inForce(handling), from)) ?? 0);
  switch (step.kind) {
    case 'receive':
      return received(step, handling, bench);
    case 'weigh':
      return { kind: 'weigh', evidence, balanceId: balance, ...weighing(mass(step.from)) };
    case 'mix':
      return { kind: 'mix', evidence, mixerId: mixer, ...mixed(step) };
    case 'divide':
      return { kind: 'divide', evidence, ...divided(step, mass(step.from), handling) };
    case 'sub-sample':
      return {
        kind: 'sub-sample',
        evidence,
        tool: dipper,
        bottles: filled(step.bottles, mass(step.from), handling),
      };
    case 'fill': {
      const all = step.from.reduce((sum, from) => sum + mass(from), 0);
      const bottles = filled(step.bottles, all, handling);
      const rest = bottles.reduce((left, { mass_kg }) => left - Number(mass_kg), all);
      return { kind: 'fill', evidence, bottles, rejected_kg: shown(Math.max(0, rest)) };
    }
    case 'photo':
      return { kind: 'photo', evidence };
    case 'hand-over':
      return {
        kind: 'hand-over',
        evidence,
        receivedBy: bench.receivedBy,
        place: '样品室2号架 sample room, shelf 2',
        condition: '封识完好 seals intact',
      };
  }
}

/** What is true of the steps done so far, as the handling shows it. */
const inForce = ({ steps, records }: HandlingView): readonly StepInForce[] =>
  steps.flatMap((step) => {
    const newest = records.findLast((record) => record.step === step.id && record.status === 'done');
    return newest ? [{ step, data: newest.data, doneAt: newest.at }] : [];
  });

function received(
  { fill_pct }: ReceiveStep,
  { positions }: HandlingView,
  { containers, evidence }: Bench,
): ReceiveData {
  const arrived = positions.flatMap((position, index) => {
    const container = containers[index];
    return container ? [{ position, ...container }] : [];
  });
  return {
    kind: 'receive',
    evidence,
    balanceId: balance,
    containers: arrived.map(({ position, seal, kilograms, millilitres }) => ({
      position,
      seal,
      ...weighing(kilograms),
      ...(fill_pct && { volume_mL: shown(millilitres), capacity_mL: shown(receiverCapacity) }),
    })),
    missing: positions.slice(arrived.length),
  };
}

const mixed = ({ measures }: MixStep) =>
  Object.fromEntries(measures.map(({ field, limits }) => [field, shown(within(limits, usualMixing[field]))]));

/** Halved as often as leaves enough for the bottles that are still to be filled. */
function divided(
  { apparatus, passes, cuts, parts }: DivideStep,
  massIn: number,
  { steps }: HandlingView,
): Omit<DivideData, 'kind' | 'evidence'> {
  const toFill = steps.flatMap((step) => (step.kind === 'fill' ? step.bottles : []));
  const bottles = toFill.reduce((sum, rule) => sum + rule.count * wanted(rule), 0);
  const least = parts.reduce((sum, { mass_kg }) => sum + Number(mass_kg?.least ?? 0), 0);
  const halvings = Math.max(1, Math.floor(Math.log2(massIn / Math.max(bottles, least))));
  const made = Math.round(within(passes, halvings));
  const kept = massIn / 2 ** made;
  return {
    apparatus: apparatus[0] ?? '',
    passes: made,
    ...(cuts && { cuts: Math.ceil(within(cuts, 0)) }),
    massIn_kg: shown(massIn),
    parts: parts.map(({ id }) => ({ part: id, mass_kg: shown(kept / parts.length) })),
    rejected_kg: shown((massIn - kept) * (1 - dust)),
  };
}

const wanted = ({ mass_kg }: BottleRule): number => within(mass_kg, usualBottle);

/** All bottles of the rules, out of what is there. */
function filled(
  rules: readonly BottleRule[],
  available: number,
  { sampleCode, bottles }: HandlingView,
): readonly FilledBottle[] {
  const places = rules.flatMap((rule) => Array<BottleRule>(rule.count).fill(rule));
  return places.map((rule, index) => ({
    kind: rule.kind,
    mass_kg: shown(Math.min(wanted(rule), available / places.length)),
    closure: rule.closures?.[0] ?? 'screw-cap',
    seal: sealFor(`${sampleCode}/${bottles.length + index}`),
    ...(rule.fill_pct && {
      volume_mL: shown((bottleCapacity * within(rule.fill_pct, 75)) / 100),
      capacity_mL: shown(bottleCapacity),
    }),
  }));
}

/** A number as off a roll of seals, which tells nothing of the sample. */
export const sealFor = (bottle: string): string =>
  `DP${(createHash('sha256').update(bottle).digest().readUInt32BE(0) % 10 ** 7).toString().padStart(7, '0')}`;
