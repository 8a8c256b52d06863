import type { DecimalString } from '../kernel/brand.ts';
import { compareDecimals, toDecimal } from '../kernel/decimal.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { rulesFollowed } from './bottle-rules.ts';
import type { HandlingContext } from './handling.ts';
import { mixMeasures, needsEvidence } from './recipe.ts';
import type { BottleRule, DivideStep, HandlingStep, Limits, MixStep, ReceiveStep } from './recipe.ts';
import { refuseSeals } from './seals.ts';
import type {
  DivideData,
  FilledBottle,
  Filling,
  MixData,
  ReceiveData,
  StepData,
  Weighing,
} from './step-data.ts';

type Known = Pick<HandlingContext, 'order' | 'records'>;

/**
 * Why what a person tells of a step cannot be: `STEP_KIND_DIFFERS`, `EVIDENCE_REQUIRED`, `FIELD_REQUIRED`, `OUT_OF_RANGE`,
 * `TARE_NOT_BELOW_GROSS`, `VOLUME_BEYOND_CAPACITY`, `CONTAINER_UNKNOWN`, `CONTAINER_REPEATED`, `CONTAINER_NOT_NAMED`,
 * `NOTHING_RECEIVED`, `APPARATUS_UNKNOWN`, `PART_UNKNOWN`, `PART_REPEATED`, `PART_NOT_NAMED`, `BOTTLE_NOT_ORDERED`, `NOTHING_FILLED`,
 * `CLOSURE_UNKNOWN`, `SEAL_REPEATED`, `HANDOVER_SAME_PERSON`. Fields are named from `data` on. What is merely outside its limits is
 * taken; see `findings.ts`. `by`: who tells it.
 */
export function refuseData(
  known: Known,
  step: HandlingStep,
  data: StepData,
  by: string,
): Refusal | undefined {
  if (needsEvidence(step) && data.evidence.length === 0) {
    return {
      code: 'EVIDENCE_REQUIRED',
      field: 'data.evidence',
      message: `"${step.id}" needs a photo or scan.`,
      remedy: 'Store it first, and name it by its SHA-256.',
    };
  }
  if (step.kind === 'receive' && data.kind === 'receive') return refuseReceipt(known, step, data);
  if (step.kind === 'weigh' && data.kind === 'weigh') return refuseWeighing('data', data);
  if (step.kind === 'mix' && data.kind === 'mix') return refuseMixing(step, data);
  if (step.kind === 'divide' && data.kind === 'divide') return refuseDivision(step, data);
  if (step.kind === 'sub-sample' && data.kind === 'sub-sample')
    return refuseBottles(step.bottles, data.bottles) ?? refuseSeals(known, step.id, data.bottles);
  if (step.kind === 'fill' && data.kind === 'fill')
    return (
      refuseNegative('data.rejected_kg', data.rejected_kg) ??
      refuseBottles(step.bottles, data.bottles) ??
      refuseSeals(known, step.id, data.bottles)
    );
  if (step.kind === 'hand-over' && data.kind === 'hand-over') return refuseSamePerson(data.receivedBy, by);
  if (step.kind === data.kind) return undefined;
  return {
    code: 'STEP_KIND_DIFFERS',
    field: 'data.kind',
    message: `"${step.id}" is a step of kind ${step.kind}, not ${data.kind}.`,
    remedy: `Tell what was done as ${step.kind}.`,
  };
}

/** The first refusal of several looks; the rest is not looked at. */
const first = (looks: Iterable<Refusal | undefined>): Refusal | undefined => {
  for (const refusal of looks) if (refusal) return refusal;
  return undefined;
};

function refuseReceipt({ order }: Known, step: ReceiveStep, data: ReceiveData): Refusal | undefined {
  const named = [...data.containers.map(({ position }) => position), ...data.missing];
  const expected = order.containers.map(({ position }) => position);
  const field = 'data.containers';
  const remedy = `Name each of ${expected.join(', ')} once: as received, or under missing.`;
  const unknown = named.find((position) => !expected.includes(position));
  if (unknown !== undefined)
    return {
      code: 'CONTAINER_UNKNOWN',
      field,
      message: `There is no container ${unknown} of this sample.`,
      remedy,
    };
  const twice = named.find((position, index) => named.indexOf(position) !== index);
  if (twice !== undefined)
    return { code: 'CONTAINER_REPEATED', field, message: `Container ${twice} is named twice.`, remedy };
  const left = expected.find((position) => !named.includes(position));
  if (left !== undefined)
    return { code: 'CONTAINER_NOT_NAMED', field, message: `Container ${left} is not named.`, remedy };
  if (data.containers.length === 0)
    return {
      code: 'NOTHING_RECEIVED',
      field,
      message: 'No container arrived.',
      remedy: 'Abandon the handling; there is nothing to handle.',
    };
  return first(
    data.containers.flatMap((container, index) => [
      refuseWeighing(`${field}[${index}]`, container),
      refuseFilling(`${field}[${index}]`, container, step.fill_pct),
    ]),
  );
}

/** Why a vessel cannot weigh so; `field`: where the weighing stands. */
export const refuseWeighing = (field: string, { gross_kg, tare_kg }: Weighing): Refusal | undefined =>
  refuseNegative(`${field}.tare_kg`, tare_kg) ??
  (compareDecimals(tare_kg, gross_kg) < 0
    ? undefined
    : {
        code: 'TARE_NOT_BELOW_GROSS',
        field: `${field}.tare_kg`,
        message: `A tare of ${tare_kg} kg leaves nothing of ${gross_kg} kg.`,
        remedy: 'Give the gross mass and the mass of the empty vessel, both in kg.',
      });

/** Fullness is asked for where it is judged; told otherwise, it must at least be possible. */
function refuseFilling(
  field: string,
  { volume_mL, capacity_mL }: Filling,
  limits: Limits | null,
): Refusal | undefined {
  if (limits !== null && volume_mL === undefined) return required(`${field}.volume_mL`);
  if (limits !== null && capacity_mL === undefined) return required(`${field}.capacity_mL`);
  if (volume_mL === undefined) return undefined;
  const wrong = refuseNotPositive(`${field}.volume_mL`, volume_mL);
  if (wrong || capacity_mL === undefined || compareDecimals(volume_mL, capacity_mL) <= 0) return wrong;
  return {
    code: 'VOLUME_BEYOND_CAPACITY',
    field: `${field}.volume_mL`,
    message: `${volume_mL} mL do not go into ${capacity_mL} mL.`,
    remedy: 'Give the volume of the contents and the capacity of the vessel, both in mL.',
  };
}

const refuseMixing = ({ measures }: MixStep, data: MixData): Refusal | undefined =>
  first(
    mixMeasures.map((field) => {
      const value = data[field];
      if (value !== undefined) return refuseNotPositive(`data.${field}`, value);
      return measures.some((measure) => measure.field === field) ? required(`data.${field}`) : undefined;
    }),
  );

function refuseDivision(step: DivideStep, data: DivideData): Refusal | undefined {
  if (!step.apparatus.includes(data.apparatus))
    return notOneOf('APPARATUS_UNKNOWN', 'data.apparatus', data.apparatus, step.apparatus);
  if (step.cuts !== null && data.cuts === undefined) return required('data.cuts');
  const [named, ordered] = [data.parts.map(({ part }) => part), step.parts.map(({ id }) => id)];
  const unknown = named.find((part) => !ordered.includes(part));
  if (unknown !== undefined) return notOneOf('PART_UNKNOWN', 'data.parts', unknown, ordered);
  const twice = named.find((part, index) => named.indexOf(part) !== index);
  const remedy = `Give the mass of each of: ${ordered.join(', ')}.`;
  if (twice !== undefined)
    return {
      code: 'PART_REPEATED',
      field: 'data.parts',
      message: `The part ${twice} is named twice.`,
      remedy,
    };
  const left = ordered.find((part) => !named.includes(part));
  if (left !== undefined)
    return { code: 'PART_NOT_NAMED', field: 'data.parts', message: `The part ${left} is not named.`, remedy };
  return first([
    refuseNotPositive('data.massIn_kg', data.massIn_kg),
    refuseNegative('data.rejected_kg', data.rejected_kg),
    ...data.parts.map(({ mass_kg }, index) => refuseNotPositive(`data.parts[${index}].mass_kg`, mass_kg)),
  ]);
}

function refuseBottles(rules: readonly BottleRule[], bottles: readonly FilledBottle[]): Refusal | undefined {
  const field = 'data.bottles';
  if (bottles.length === 0)
    return {
      code: 'NOTHING_FILLED',
      field,
      message: 'No bottle is named.',
      remedy: 'Name the bottles, or abandon the handling.',
    };
  const followed = rulesFollowed(rules, bottles);
  return first(
    bottles.map((bottle, index) => {
      const [at, rule] = [`${field}[${index}]`, rules[followed[index] ?? -1]];
      if (!rule) return notOrdered(`${at}.kind`, bottle.kind, rules);
      if (rule.closures !== null && !rule.closures.includes(bottle.closure))
        return notOneOf('CLOSURE_UNKNOWN', `${at}.closure`, bottle.closure, rule.closures);
      return refuseNotPositive(`${at}.mass_kg`, bottle.mass_kg) ?? refuseFilling(at, bottle, rule.fill_pct);
    }),
  );
}

const notOrdered = (field: string, kind: string, rules: readonly BottleRule[]): Refusal => ({
  code: 'BOTTLE_NOT_ORDERED',
  field,
  message: `There is no such ${kind} bottle in the recipe.`,
  remedy: `Fill at most: ${rules.map((rule) => `${rule.count} ${rule.kind}`).join(', ')}.`,
});

const refuseSamePerson = (receivedBy: string, by: string): Refusal | undefined =>
  receivedBy === by
    ? {
        code: 'HANDOVER_SAME_PERSON',
        field: 'data.receivedBy',
        message: 'Who gives and who receives are the same person.',
        remedy: 'Name the other person who receives it.',
      }
    : undefined;

const refuseNegative = (field: string, value: DecimalString): Refusal | undefined =>
  toDecimal(value).isNegative() ? outOfRange(field, `${value} is below zero.`) : undefined;

const refuseNotPositive = (field: string, value: DecimalString): Refusal | undefined =>
  toDecimal(value).gt(0) ? undefined : outOfRange(field, `${value} is not greater than zero.`);

const outOfRange = (field: string, message: string): Refusal => ({
  code: 'OUT_OF_RANGE',
  field,
  message,
  remedy: 'Give what was measured, in the unit the name says.',
});

const required = (field: string): Refusal => ({
  code: 'FIELD_REQUIRED',
  field,
  message: 'The recipe asks for it.',
  remedy: 'Give what was measured, in the unit the name says.',
});

const notOneOf = (code: string, field: string, value: string, known: readonly string[]): Refusal => ({
  code,
  field,
  message: `"${value}" is not in the recipe.`,
  remedy: `Choose one of: ${known.join(', ')}.`,
});
