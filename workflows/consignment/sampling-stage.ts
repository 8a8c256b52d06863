import type { Bilingual } from '../kernel/bilingual.ts';
import type { BlindCode, DecimalString, Instant, UnitId } from '../kernel/brand.ts';
import { toDecimal, toDecimalString } from '../kernel/decimal.ts';
import { send } from '../kernel/effects.ts';
import type { Actor } from '../kernel/process.ts';
import type { SamplingFinished } from '../sampler-run/run.ts';
import { startSetup } from '../setup-checks/setup.ts';
import type { SetupFinished, SetupOrder } from '../setup-checks/setup.ts';
import { plannedRest } from './cargo.ts';
import { grossSample, lotContainer } from './custody.ts';
import { andThen, nothing, unitOf, withUnit } from './reaction.ts';
import type { Reaction } from './reaction.ts';
import type { ConsignmentContext } from './record.ts';
import type { Trade } from './trade.ts';
import { lotOf } from './unit.ts';
import type { ConsignmentUnit, DivisionCause, UnitOrigin, UnitStage } from './unit.ts';

/** A unit that nothing has been done for yet. */
export const newUnit = (
  unit: ConsignmentContext['wanted'][number] & Pick<ConsignmentUnit, 'samplingCode'>,
): ConsignmentUnit => ({
  ...unit,
  replacedBy: null,
  sampler: null,
  stage: 'planned',
  reached: [],
  late: null,
  dividing: null,
  setup: null,
  preparationCode: null,
  sampled: null,
  conformance: null,
  prepared: null,
  bottles: [],
  massBalance: null,
  preparationFindings: [],
  custodyFindings: [],
  assays: [],
  validity: null,
  officer: null,
});

/** The first code is the lot's, the others are its units'. */
export function beginUnits(
  context: ConsignmentContext,
  codes: readonly BlindCode[],
  at: Instant,
  trade: Trade,
): Reaction {
  const [lotCode, ...unitCodes] = codes;
  if (!lotCode) throw new Error('no sampling codes were drawn');
  const units = trade.units.map(({ label, quantity }, index) => {
    const samplingCode = unitCodes[index];
    if (!samplingCode) throw new Error(`no sampling code was drawn for unit ${index + 1}`);
    const no = index + 1;
    return newUnit({ no, planNo: no, origin: { kind: 'planned' }, label, quantity, samplingCode });
  });
  return {
    changed: { lotCode, units, containers: [lotContainer(lotCode, context.order.declaredMass, at)] },
    wishes: [],
  };
}

/** A number no unit has had; codes are drawn under it, so it is never given twice. */
export const nextNo = ({ units }: Pick<ConsignmentContext, 'units'>): number => units.length + 1;

/** Asks for the code under which another unit is sampled. */
const drawSamplingCode = (no: number) =>
  ({ type: 'custody.draw-codes', params: { stage: 'sampling', ref: no, count: 1 } }) as const;

/** What was left of a unit that was ended, or a part of the cargo whose sample is lost, becomes a unit of its own. */
export function addUnit(
  context: ConsignmentContext,
  no: number,
  [samplingCode]: readonly BlindCode[],
): Reaction {
  if (!samplingCode) throw new Error(`no sampling code was drawn for unit ${no}`);
  const wanted = context.wanted.find((unit) => unit.no === no);
  if (!wanted) throw new Error(`nobody asked for a unit ${no}`);
  return {
    changed: {
      units: [...context.units, newUnit({ ...wanted, samplingCode })],
      wanted: context.wanted.filter((unit) => unit !== wanted),
    },
    wishes: [],
  };
}

/** Units of one lot follow each other at each of its samplers: the next begins when the one before is sampled. */
export const sampleNext = (context: ConsignmentContext, trade: Trade): Reaction =>
  trade.samplers.reduce(
    (so, sampler) => andThen(context, so, (after) => sampleNextAt(after, sampler, trade)),
    nothing,
  );

const atSampler: readonly UnitStage[] = ['setting-up', 'sampling'];

function sampleNextAt(context: ConsignmentContext, sampler: UnitId, trade: Trade): Reaction {
  const isBusy = context.units.some((unit) => atSampler.includes(unit.stage) && unit.sampler === sampler);
  const next = context.units
    .filter((unit) => unit.stage === 'planned' && (unit.sampler === null || unit.sampler === sampler))
    .sort((one, other) => one.planNo - other.planNo || one.no - other.no)[0];
  if (!next || isBusy) return nothing;
  return trade.setupChecks.length > 0 && next.setup === null
    ? beginSetup(context, next, sampler, trade)
    : beginSampling(context, next, sampler, trade);
}

function beginSetup(
  context: ConsignmentContext,
  { no, samplingCode }: ConsignmentUnit,
  sampler: UnitId,
  trade: Trade,
): Reaction {
  const order: SetupOrder = {
    parent: context.processId,
    unitNo: no,
    sampleId: samplingCode,
    sampler,
    timeZone: context.order.site.timeZone,
    checks: trade.setupChecks,
  };
  return {
    changed: withUnit(context, no, { sampler, stage: 'setting-up' }),
    wishes: [{ type: 'process.start', params: startSetup(order) }],
  };
}

function beginSampling(
  context: ConsignmentContext,
  unit: ConsignmentUnit,
  sampler: UnitId,
  trade: Trade,
): Reaction {
  const begun = { ...unit, sampler, stage: 'sampling' as const };
  const params = trade.sampling(begun, context.lotCode ?? unit.samplingCode, sampler);
  return { changed: withUnit(context, unit.no, begun), wishes: [{ type: 'process.start', params }] };
}

/** The sampler was looked at and may be armed, or it was given up: then its unit has no sample. */
export function takeSetup(context: ConsignmentContext, told: SetupFinished): Partial<ConsignmentContext> {
  const unit = unitOf(context, told.unitNo);
  if (unit.stage !== 'setting-up') return {};
  return withUnit(
    context,
    unit.no,
    told.outcome === 'ready'
      ? { stage: 'planned', setup: told }
      : { stage: 'rejected', setup: told, validity: 'INVALID' },
  );
}

/** Judges what was sampled; a sample that exists goes on to preparation, a suspect one while an officer decides. */
export function takeSample(
  context: ConsignmentContext,
  told: SamplingFinished,
  at: Instant,
  trade: Trade,
): Reaction {
  const unit = unitOf(context, told.unitNo);
  const { quantity, rest } = endOf(unit, told, context.order.site.massTolerance);
  const judged = { ...unit, quantity };
  const conformance = trade.judgeSampled(judged, told);
  const { no } = unit;
  if (told.outcome === 'aborted')
    return {
      changed: withUnit(context, no, { stage: 'rejected', sampled: told, conformance, validity: 'INVALID' }),
      wishes: [],
    };
  const { validity } = conformance;
  const taken: Reaction = {
    changed: {
      ...withUnit(context, no, { stage: 'sampled', quantity, sampled: told, conformance, validity }),
      ...(context.lotCode && {
        containers: [...context.containers, grossSample(unit.samplingCode, context.lotCode, told, at)],
      }),
    },
    wishes:
      validity === 'INVALID'
        ? []
        : [{ type: 'custody.draw-codes', params: { stage: 'preparation', ref: no, count: 1 } }],
  };
  const divided = rest === null ? taken : andThen(context, taken, (after) => wantRest(after, judged, rest));
  return unit.dividing && trade.lotCauses.includes(unit.dividing.cause)
    ? andThen(context, divided, (after) => ({ changed: openLot(after), wishes: [] }))
    : divided;
}

/**
 * Another grade or origin is another lot (GB/T 5491): to it belongs what is left of the unit that was ended, and whatever of the plan is not under
 * the sampler yet. What is sampled again, and what another sampler is at, stays in the lot it was of.
 */
function openLot({ units, wanted }: ConsignmentContext): Pick<ConsignmentContext, 'units' | 'wanted'> {
  const lotNo = Math.max(...[...units, ...wanted].map(lotOf)) + 1;
  const follows = ({ origin }: Pick<ConsignmentUnit, 'origin'>) => ['planned', 'rest'].includes(origin.kind);
  return {
    units: units.map((unit) =>
      follows(unit) && ['planned', 'setting-up'].includes(unit.stage) ? { ...unit, lotNo } : unit,
    ),
    wanted: wanted.map((unit) => (follows(unit) ? { ...unit, lotNo } : unit)),
  };
}

/** What a unit stands for once it has been sampled, and what is left of it where it was told to end early; null when nothing is. */
function endOf(
  { quantity, dividing }: ConsignmentUnit,
  { outcome, passed }: SamplingFinished,
  tolerance: DecimalString,
): { readonly quantity: DecimalString; readonly rest: DecimalString | null } {
  if (!dividing || outcome === 'aborted' || passed === null) return { quantity, rest: null };
  const rest = toDecimal(quantity).minus(toDecimal(passed));
  return rest.lte(toDecimal(quantity).times(toDecimal(tolerance)))
    ? { quantity, rest: null }
    : { quantity: passed, rest: toDecimalString(rest) };
}

const causes: Readonly<Record<DivisionCause, Bilingual>> = {
  shift: { zh: '换班后', en: 'after the change of shift' },
  grade: { zh: '换品级后', en: 'after the change of grade' },
  origin: { zh: '换产地后', en: 'after the change of origin' },
  'belt-stop': { zh: '皮带停止后', en: 'after the belt stood' },
};

function wantRest(context: ConsignmentContext, ended: ConsignmentUnit, quantity: DecimalString): Reaction {
  const { no: of, lotNo, planNo, label, dividing } = ended;
  if (!dividing) return nothing;
  const { zh, en } = causes[dividing.cause];
  const origin: UnitOrigin = { kind: 'rest', of, ...dividing };
  const planned = plannedRest(context.cargo, ended, quantity);
  return want(context, {
    ...(lotNo !== undefined && { lotNo }),
    planNo,
    origin,
    label: { zh: `${label.zh}（${zh}）`, en: `${label.en}, ${en}` },
    quantity,
    ...(planned && { planned }),
  });
}

/** Asks for another unit; it exists once its code is drawn. */
export function want(
  context: ConsignmentContext,
  unit: Omit<ConsignmentContext['wanted'][number], 'no'>,
): Reaction {
  const no = nextNo(context) + context.wanted.length;
  return {
    changed: { wanted: [...context.wanted, { ...unit, no }] },
    wishes: [drawSamplingCode(no)],
  };
}

/** Has the sampler end a unit now; what is left of it becomes another one when its sample has come. */
export function divideUnit(
  context: ConsignmentContext,
  {
    unitNo,
    cause,
    reason,
    by,
    at,
  }: {
    readonly unitNo: number;
    readonly cause: DivisionCause;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Instant;
  },
  trade: Trade,
): Reaction {
  const unit = unitOf(context, unitNo);
  const dividing = { cause, reason, by: by.name ?? by.id, at };
  return {
    changed: withUnit(context, unitNo, { dividing }),
    wishes: [send(trade.runOf(unit), { type: 'operator.finish' })],
  };
}
