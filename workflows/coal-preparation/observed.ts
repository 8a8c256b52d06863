import { instant } from '../kernel/brand.ts';
import { measuredMass } from '../kernel/measured.ts';
import type { CommandEvent, PlantEvent, RecordEvent, StageRecordEvent } from '../plant-unit/messages.ts';
import type { LineView } from './line-readings.ts';
import type { LineJournal } from './reconcile-in-line.ts';
import type { CoalPreparationContext, PackedBottle } from './run.ts';
import { finishedStage } from './stages.ts';
import type { LineStage } from './stages.ts';

/** What a run learns from the line: pure changes of its context, the same in whatever state it is. */

type Changes = Partial<CoalPreparationContext>;
type Fact<Type extends PlantEvent['type']> = Extract<PlantEvent, { type: Type }>;

/** PackML mode 1; anything else is people at the machine. */
const productionMode = 1;

/** Each doubt once. */
export const withDoubt = (
  { doubts }: Pick<CoalPreparationContext, 'doubts'>,
  ...added: readonly string[]
): Pick<CoalPreparationContext, 'doubts'> => ({
  doubts: [...doubts, ...added.filter((doubt, i) => !doubts.includes(doubt) && added.indexOf(doubt) === i)],
});

export const skipDoubt = (stage: LineStage): string => `STAGE_SKIPPED_${stage}`;

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

/** What a stage weighed. One told a second time was run again: its masses take the place of the first ones, and cast doubt. */
export function addStage(context: CoalPreparationContext, event: StageRecordEvent): Changes {
  const finished = finishedStage(event);
  if (!finished) return withDoubt(context, `STAGE_UNKNOWN_${event.no}`);
  const { stage, skipped, masses } = finished;
  const others = context.stages.filter((each) => each.stage !== stage);
  const doubts = [...(others.length < context.stages.length ? [`STAGE_RUN_AGAIN_${stage}`] : []), ...(skipped ? [skipDoubt(stage)] : [])];
  return { stages: [...others, masses], ...withDoubt(context, ...doubts) };
}

/** Where the journal has the sample. */
export const journalOf = ({ loadOrdered, loaded, order, endedAt, looked }: CoalPreparationContext): LineJournal => ({
  sample:
    endedAt !== null
      ? 'through'
      : loaded >= order.containers.length
        ? 'in-line'
        : loaded > 0
          ? 'partly'
          : loadOrdered
            ? 'ordered'
            : 'not-ordered',
  looked,
});

/**
 * What was seen of our own sample: how many containers are in by the PLC's count, which is the truth after a Load of unknown outcome;
 * and that the line was stopped and started anew, by whomever, while the sample stood in it.
 */
export function noteView(context: CoalPreparationContext, { state, place, containers, runId }: LineView): Changes {
  const { loadOrdered, order } = context;
  if (state === null || !loadOrdered || (place !== 'in' && place !== 'part')) return {};
  const doubts = [
    ...(context.runId !== null && runId !== null && runId !== context.runId ? ['PREPARATION_INTERRUPTED'] : []),
    ...(place === 'part' && containers < context.loaded ? ['CONTAINERS_MISSING'] : []),
  ];
  return {
    loaded: place === 'in' ? order.containers.length : Math.max(containers, context.loaded),
    runId: runId ?? context.runId,
    ...withDoubt(context, ...doubts),
  };
}

/** What happens at the line before the first Load is ordered is no matter of this sample. */
const concernsSample = ({ loadOrdered }: CoalPreparationContext) => loadOrdered;

/** Nobody can tell whose records were lost: the doubt is on every sample in the line. */
export const noteGap = (context: CoalPreparationContext, { from, to }: Fact<'plant.gap'>): Changes =>
  concernsSample(context) ? { lost: context.lost + to - from + 1, ...withDoubt(context, 'RECORDS_LOST') } : {};

export const noteBoot = (context: CoalPreparationContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withDoubt(context, 'PLC_RESTARTED')),
});

export const noteProgram = (context: CoalPreparationContext): Changes => ({
  hint: true,
  ...(concernsSample(context) && withDoubt(context, 'PLC_PROGRAM_CHANGED')),
});

/** A fault or a foreign mode casts doubt on every sample in the line: the PLC does not say at which stage it is. */
export function noteState(context: CoalPreparationContext, { faultClass, faultCode, mode }: Fact<'plant.state'>): Changes {
  if (!concernsSample(context)) return { hint: true };
  if (faultClass >= 2) return { hint: true, ...withDoubt(context, `PLANT_FAULT_${faultCode}`), reason: `fault ${faultCode}` };
  if (mode !== productionMode) return { hint: true, ...withDoubt(context, `PLANT_MODE_${mode}`), reason: `mode ${mode}` };
  return { hint: true };
}

/** Why a command did not do what it should. Nobody knows what an unknown outcome did to the sample. */
export function noteFailure(context: CoalPreparationContext, { type, command, ...answer }: CommandEvent): Changes {
  if (!('code' in answer)) return {};
  return {
    reason: `${command}: ${answer.code}: ${answer.message}`,
    ...(type === 'command.unknown' && concernsSample(context) && withDoubt(context, 'OUTCOME_UNKNOWN')),
  };
}
