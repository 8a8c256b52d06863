import { instant } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { Decimal, toDecimal, toDecimalString } from '../kernel/decimal.ts';
import type { Finding } from '../kernel/finding.ts';
import { addMass, measuredMass } from '../kernel/measured.ts';
import type { CommandEvent, PlantEvent, PlantValue, RecordEvent } from '../plant-unit/messages.ts';
import { judgeMass } from './increment-masses.ts';
import type { CountedOnly } from './counted-only.ts';
import type { SamplerProfile, SamplerRunContext } from './run.ts';
import { withCut } from './spread.ts';
import {
  suspicionOfBoot,
  suspicionOfClock,
  suspicionOfFault,
  suspicionOfGap,
  suspicionOfMode,
  suspicionOfProgram,
  suspicionOfUnknownOutcome,
  suspicionOfCounting,
} from './suspicion.ts';

/** What a run learns from the plant: pure changes of its context, the same in whatever state it is. */

export type Changes = Partial<SamplerRunContext>;
type Fact<Type extends PlantEvent['type']> = Extract<PlantEvent, { type: Type }>;
export type Readings = Readonly<Record<string, PlantValue>>;

/** PackML mode 1; anything else is people at the machine. */
const productionMode = 1;
const zero = '0' as DecimalString;

/** Each doubt once, by its code. */
export const withSuspicion = (context: SamplerRunContext, finding: Finding): Changes => ({
  suspicions: context.suspicions.some(({ code }) => code === finding.code)
    ? context.suspicions
    : [...context.suspicions, finding],
});

export function countIncrement(
  context: SamplerRunContext,
  { idx, mass, kept, time, total, flow }: RecordEvent,
  { keptDecimals }: Pick<SamplerProfile, 'keptDecimals'>,
): Changes {
  const { recorded, open } = context;
  const gross = measuredMass(mass);
  const keptMass = measuredMass(kept, keptDecimals);
  return {
    taken: context.taken + 1,
    recorded: { ...recorded, taken: recorded.taken + 1, kept: addMass(recorded.kept, keptMass), newest: idx },
    open: {
      ...open,
      taken: open.taken + 1,
      gross: addMass(open.gross, gross),
      kept: addMass(open.kept, keptMass),
    },
    spread: withCut(context, total, flow),
    ...withMass(context, { idx, mass, flow }),
    grossAmount: addMass(context.grossAmount, gross),
    keptMass: addMass(context.keptMass, keptMass),
    firstCutAt: context.firstCutAt ?? instant(time),
    lastCutAt: instant(time),
    // A record may come in after the stream told a newer total.
    total: Math.max(context.total ?? total, total),
  };
}

function withMass(context: SamplerRunContext, weighed: Pick<RecordEvent, 'idx' | 'mass' | 'flow'>): Changes {
  const { incrementMass } = context.order;
  if (!incrementMass) return {};
  const { masses, findings } = judgeMass(context.masses, weighed, incrementMass);
  const doubted = findings.reduce((now, finding) => ({ ...now, ...withSuspicion(now, finding) }), context);
  return { masses, suspicions: doubted.suspicions };
}

export const countMissed = ({ missed, recorded }: SamplerRunContext, { idx }: RecordEvent): Changes => ({
  missed: missed + 1,
  recorded: { ...recorded, missed: recorded.missed + 1, newest: idx },
});

export const addContainer = (
  { containers, order, recorded }: SamplerRunContext,
  { no, kept, idx, time }: RecordEvent,
): Changes => ({
  containers: [
    ...containers,
    { position: no, mass: measuredMass(kept), seal: `${order.sampler}-${idx}`, at: instant(time) },
  ],
  recorded: { ...recorded, newest: idx },
  open: emptyAfter(idx),
});

export const emptyAfter = (after: number): SamplerRunContext['open'] => ({
  taken: 0,
  gross: zero,
  kept: zero,
  after,
});

/** What happens at the sampler before Start is ordered is no matter of this sample: it may be the last words of the one before. */
const concernsSample = ({ start }: SamplerRunContext) => start !== 'not-ordered';

export const noteGap = (context: SamplerRunContext, { from, to }: Fact<'plant.gap'>): Changes =>
  concernsSample(context)
    ? { lost: context.lost + to - from + 1, ...withSuspicion(context, suspicionOfGap(from, to)) }
    : {};

export const noteBoot = (context: SamplerRunContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withSuspicion(context, suspicionOfBoot)),
});

export const noteProgram = (context: SamplerRunContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withSuspicion(context, suspicionOfProgram)),
});

/** Fault codes 61xx, of increments and masses: a warning of these says that the sample is not what it should be. */
const concernsIncrements = (faultCode: number): boolean => Math.floor(faultCode / 100) === 61;

/** The PLC's clock left ours: the times of the increments are not to be trusted. Back in step, it says so by 0. */
export const noteClock = (context: SamplerRunContext, { driftSeconds }: Fact<'plant.clock'>): Changes =>
  concernsSample(context) && driftSeconds !== 0 ? withSuspicion(context, suspicionOfClock(driftSeconds)) : {};

/** A fault or a foreign mode casts doubt on the sample; an ordered hold does not. */
export function noteState(
  context: SamplerRunContext,
  { faultClass, faultCode, mode }: Fact<'plant.state'>,
): Changes {
  if (!concernsSample(context)) return { hint: true };
  if (faultClass >= 2 || concernsIncrements(faultCode))
    return {
      hint: true,
      ...withSuspicion(context, suspicionOfFault(faultCode)),
      reason: `fault ${faultCode}`,
    };
  if (mode !== productionMode)
    return { hint: true, ...withSuspicion(context, suspicionOfMode(mode)), reason: `mode ${mode}` };
  return { hint: true };
}

/** Why a command did not do what it should. Nobody knows what an unknown outcome did to the sample. */
export function noteFailure(context: SamplerRunContext, { type, command, ...answer }: CommandEvent): Changes {
  if (!('code' in answer)) return {};
  const doubtful = type === 'command.unknown' && concernsSample(context);
  return {
    reason: `${command}: ${answer.code}: ${answer.message}`,
    ...(doubtful && withSuspicion(context, suspicionOfUnknownOutcome(command))),
  };
}

/** The meter when the sampler was told to end: while the stream flows on nothing else tells how much passed since the last cut. */
export const noteEnd = (
  { total }: SamplerRunContext,
  { totalBefore }: Extract<CommandEvent, { readonly type: 'command.done' }>,
): Changes => (totalBefore === null ? {} : { total: Math.max(total ?? totalBefore, totalBefore) });

/**
 * The cargo of this unit has passed, as the meter has it. A unit that others follow ends with its quantity while the stream flows
 * on. When the stream stands: all of it has passed, or what the tolerance allows and every planned cut has fallen due.
 */
export function isThrough({
  order,
  recorded,
  lost,
  total,
  totalAtStart,
  flowing,
}: SamplerRunContext): boolean {
  const flowsOn = flowing !== false;
  if ((flowsOn && order.isLast) || total === null || totalAtStart === null) return false;
  const passed = new Decimal(total).minus(totalAtStart);
  const whole = toDecimal(order.quantity);
  if (passed.gte(whole)) return true;
  const least = whole.times(new Decimal(1).minus(toDecimal(order.quantityTolerance)));
  return !flowsOn && recorded.taken + recorded.missed + lost >= order.incrementsPlanned && passed.gte(least);
}

const numberOf = (readings: Readings, tag: string | null): number | null => {
  const value = tag === null ? null : readings[tag];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/**
 * Everything the PLC counted for this sample has arrived from the ring, or is known to be lost there, and all that was kept of it is under
 * seal; where nothing was kept there is no container. A bad reading tells nothing.
 */
export function isComplete(
  { recorded, lost, containers, open }: SamplerRunContext,
  readings: Readings,
  { tags }: SamplerProfile,
): boolean {
  const counted = numberOf(readings, tags.taken);
  const nothingKept = lost === 0 && toDecimal(recorded.kept).isZero();
  const allSealed = toDecimal(open.kept).isZero();
  return (
    counted !== null &&
    counted <= recorded.taken + lost &&
    allSealed &&
    (containers.length > 0 || nothingKept)
  );
}

/** Where records are lost, the sampler's counters say how much was sampled all the same. */
export function closeGap(context: SamplerRunContext, readings: Readings, { tags }: SamplerProfile): Changes {
  const counted = numberOf(readings, tags.taken);
  if (context.lost === 0 || counted === null) return {};
  const { recorded } = context;
  const kept = numberOf(readings, tags.kept);
  const countedOnly: CountedOnly = {
    taken: Math.max(0, counted - recorded.taken),
    missed: Math.max(0, (numberOf(readings, tags.missed) ?? 0) - recorded.missed),
    kept:
      kept === null
        ? null
        : toDecimalString(Decimal.max(0, toDecimal(measuredMass(kept)).minus(toDecimal(recorded.kept)))),
  };
  return {
    countedOnly,
    taken: context.taken + countedOnly.taken,
    missed: context.missed + countedOnly.missed,
    keptMass: addMass(context.keptMass, countedOnly.kept ?? zero),
    ...withSuspicion(context, suspicionOfCounting(countedOnly)),
  };
}
