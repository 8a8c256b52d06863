import { instant } from '../kernel/brand.ts';
import { measuredMass } from '../kernel/measured.ts';
import type { CommandEvent, PlantEvent, RecordEvent } from '../plant-unit/messages.ts';
import type { CoalPreparationContext, PackedBottle } from './run.ts';

/** What a run learns from the line: pure changes of its context, the same in whatever state it is. */

type Changes = Partial<CoalPreparationContext>;
type Fact<Type extends PlantEvent['type']> = Extract<PlantEvent, { type: Type }>;

/** Bottles one run of the line gives; the run is through when all have been told. */
const bottlesOfARun = 4;
/** PackML mode 1; anything else is people at the machine. */
const productionMode = 1;

/** Each doubt once. */
export const withDoubt = ({ doubts }: CoalPreparationContext, doubt: string): Changes => ({
  doubts: doubts.includes(doubt) ? doubts : [...doubts, doubt],
});

/** A bottle of a type that is there already was packed by a second run: it takes the first one's place, and casts doubt. */
export function addBottle(context: CoalPreparationContext, { no, kept, idx, time }: RecordEvent): Changes {
  const packed: PackedBottle = {
    type: no,
    mass: measuredMass(kept),
    seal: `${context.order.line}-${idx}`,
    at: instant(time),
  };
  const before = context.bottles.filter(({ type }) => type === no);
  return {
    bottles: [...context.bottles.filter(({ type }) => type !== no), packed],
    ...(before.length > 0 && {
      superseded: [...context.superseded, ...before],
      ...withDoubt(context, 'BOTTLE_PACKED_AGAIN'),
    }),
  };
}

/** What happens at the line before Start is ordered is no matter of this sample: it may be the last words of the one before. */
const concernsSample = ({ start }: CoalPreparationContext) => start !== 'not-ordered';

export const noteGap = (context: CoalPreparationContext, { from, to }: Fact<'plant.gap'>): Changes =>
  concernsSample(context)
    ? { lost: context.lost + to - from + 1, ...withDoubt(context, 'RECORDS_LOST') }
    : {};

export const noteBoot = (context: CoalPreparationContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withDoubt(context, 'PLC_RESTARTED')),
});

export const noteProgram = (context: CoalPreparationContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withDoubt(context, 'PLC_PROGRAM_CHANGED')),
});

/** A fault or a foreign mode casts doubt on the sample. */
export function noteState(
  context: CoalPreparationContext,
  { faultClass, faultCode, mode }: Fact<'plant.state'>,
): Changes {
  if (!concernsSample(context)) return { hint: true };
  if (faultClass >= 2)
    return { hint: true, ...withDoubt(context, `PLANT_FAULT_${faultCode}`), reason: `fault ${faultCode}` };
  if (mode !== productionMode)
    return { hint: true, ...withDoubt(context, `PLANT_MODE_${mode}`), reason: `mode ${mode}` };
  return { hint: true };
}

/** Why a command did not do what it should. Nobody knows what an unknown outcome did to the sample. */
export function noteFailure(
  context: CoalPreparationContext,
  { type, command, ...answer }: CommandEvent,
): Changes {
  if (!('code' in answer)) return {};
  const doubtful = type === 'command.unknown' && (concernsSample(context) || command === 'load');
  return {
    reason: `${command}: ${answer.code}: ${answer.message}`,
    ...(doubtful && withDoubt(context, 'OUTCOME_UNKNOWN')),
  };
}

/** Every bottle of the run has come in from the ring, or is known to be lost there. */
export const isComplete = ({ bottles, lost }: CoalPreparationContext): boolean =>
  bottles.length + lost >= bottlesOfARun;
