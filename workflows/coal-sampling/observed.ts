import { instant } from '../kernel/brand.ts';
import type { DecimalString } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { addMass, measuredMass } from '../kernel/measured.ts';
import type { CommandEvent, PlantEvent, PlantValue, RecordEvent } from '../plant-unit/messages.ts';
import type { CoalSamplingContext } from './run.ts';
import {
  suspicionOfBoot,
  suspicionOfFault,
  suspicionOfGap,
  suspicionOfMode,
  suspicionOfProgram,
  suspicionOfUnknownOutcome,
} from './suspicion.ts';
import type { SamplingFinding } from './types.ts';

/** What a run learns from the plant: pure changes of its context, the same in whatever state it is. */

type Changes = Partial<CoalSamplingContext>;
type Fact<Type extends PlantEvent['type']> = Extract<PlantEvent, { type: Type }>;

/** PackML mode 1; anything else is people at the machine. */
const productionMode = 1;

/** Each doubt once, by its code. */
export const withSuspicion = (context: CoalSamplingContext, finding: SamplingFinding): Changes => ({
  suspicions: context.suspicions.some(({ code }) => code === finding.code)
    ? context.suspicions
    : [...context.suspicions, finding],
});

export const countIncrement = (context: CoalSamplingContext, { mass, kept, time, total }: RecordEvent): Changes => ({
  taken: context.taken + 1,
  incrementMass: addMass(context.incrementMass, measuredMass(mass)),
  keptMass: addMass(context.keptMass, measuredMass(kept)),
  firstCutAt: context.firstCutAt ?? instant(time),
  lastCutAt: instant(time),
  // A record may come in after the stream told a newer total.
  total: Math.max(context.total ?? total, total),
});

export const addContainer = (
  { containers, order }: CoalSamplingContext,
  { no, kept, idx, time }: RecordEvent,
): Changes => ({
  containers: [
    ...containers,
    { position: no, mass: measuredMass(kept), seal: `${order.sampler}-${idx}`, at: instant(time) },
  ],
});

/** What happens at the sampler before Start is ordered is no matter of this sample: it may be the last words of the one before. */
const concernsSample = ({ start }: CoalSamplingContext) => start !== 'not-ordered';

export const noteGap = (context: CoalSamplingContext, { from, to }: Fact<'plant.gap'>): Changes =>
  concernsSample(context)
    ? { lost: context.lost + to - from + 1, ...withSuspicion(context, suspicionOfGap(from, to)) }
    : {};

export const noteBoot = (context: CoalSamplingContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withSuspicion(context, suspicionOfBoot)),
});

export const noteProgram = (context: CoalSamplingContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withSuspicion(context, suspicionOfProgram)),
});

/** A fault or a foreign mode casts doubt on the sample; an ordered hold does not. */
export function noteState(
  context: CoalSamplingContext,
  { faultClass, faultCode, mode }: Fact<'plant.state'>,
): Changes {
  if (!concernsSample(context)) return { hint: true };
  if (faultClass >= 2)
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
export function noteFailure(
  context: CoalSamplingContext,
  { type, command, ...answer }: CommandEvent,
): Changes {
  if (!('code' in answer)) return {};
  const doubtful = type === 'command.unknown' && concernsSample(context);
  return {
    reason: `${command}: ${answer.code}: ${answer.message}`,
    ...(doubtful && withSuspicion(context, suspicionOfUnknownOutcome(command))),
  };
}

/**
 * All planned increments are in and the cargo of this unit has passed, as the belt scale has it: when the stream stands within
 * the tolerance, and for a unit that others follow also while it flows on.
 */
export function isThrough({ order, taken, total, totalAtStart, flowing }: CoalSamplingContext): boolean {
  const flowsOn = flowing !== false;
  if (flowsOn && order.isLast) return false;
  if (taken < order.incrementsPlanned || total === null || totalAtStart === null) return false;
  const passed = total - totalAtStart;
  const whole = toDecimal(order.unitMass);
  if (flowsOn) return whole.lte(passed);
  return whole.times(toDecimal('1' as DecimalString).minus(toDecimal(order.massTolerance))).lte(passed);
}

/** Everything the PLC counted for this sample has arrived from the ring, or is known to be lost there. A bad reading tells nothing. */
export function isComplete(
  { taken, lost, containers }: CoalSamplingContext,
  readings: Readonly<Record<string, PlantValue>>,
): boolean {
  const counted = readings['Act.CutCount'];
  return typeof counted === 'number' && counted <= taken + lost && containers.length > 0;
}
