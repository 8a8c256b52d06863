import type { Instant, ProcessId, UnitId } from '../../workflows/kernel/brand.ts';
import type { UnitCommandParams } from '../../workflows/kernel/effects.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { PlantUnitContext } from '../../workflows/plant-unit/machine.ts';
import type { RecordEvent, StageRecordEvent } from '../../workflows/plant-unit/messages.ts';
import { isSampling } from '../../workflows/sampler-run/kinds.ts';
import type { ViewPut } from '../storage/ports.ts';
import { collections, orderedKey } from './projection.ts';
import type { Projected, Projection } from './projection.ts';

/** What came in for a run one by one, which its newest state only has sums of. A document each, so that none grows with the run. */
export type TrailRow =
  | { readonly kind: 'record'; readonly record: RecordEvent }
  | { readonly kind: 'stage'; readonly record: StageRecordEvent }
  /** A second person confirmed interventions: in the order of the records this says which container an increment went into. */
  | { readonly kind: 'confirmed'; readonly numbers: readonly number[] };

/** A run wants a command: who or what moved it to. */
export interface CommandWish {
  readonly id: string;
  readonly unit: UnitId;
  readonly run: ProcessId;
  readonly command: string;
  readonly at: Instant;
  readonly by: Actor;
  /** Type of the event that led to it, `operator.hold` for example; and the words of the person, where one gave them. */
  readonly cause: string;
  readonly reason: string | null;
}

/** What became of a command at its unit. */
export interface CommandStage {
  readonly id: string;
  readonly unit: UnitId;
  readonly run: ProcessId;
  readonly command: string;
  readonly seq: number;
  readonly stage: 'sent' | 'accepted' | 'done' | 'failed' | 'unknown';
  readonly code: string | null;
  readonly at: Instant;
}

/** Records, preparation stages and commands of runs, each as it came in. */
export const projectRunTrail: Projection = (entry) => {
  if (entry.definition === 'plant-unit') return commandStages(entry);
  if (isSampling(entry.definition) || entry.definition === 'coal-preparation')
    return [...trail(entry), ...wishes(entry)];
  return [];
};

/** Under which `find` gives the rows of a run in the order they came. */
const trailKey = ({ process, seq }: Projected): string => `${process}/${orderedKey(seq)}`;

function trail(entry: Projected): readonly ViewPut[] {
  const doc = rowOf(entry.input.event);
  return doc ? [{ collection: collections.runTrail, key: trailKey(entry), index: entry.process, doc }] : [];
}

type Confirmed = { readonly type: 'intervention.confirmed'; readonly numbers: readonly number[] };

function rowOf(event: { readonly type: string }): TrailRow | null {
  switch (event.type) {
    case 'record.increment':
    case 'record.missed':
    case 'record.container':
      return { kind: 'record', record: event as RecordEvent };
    case 'record.stage':
      return { kind: 'stage', record: event as StageRecordEvent };
    case 'intervention.confirmed':
      return { kind: 'confirmed', numbers: (event as Confirmed).numbers };
    default:
      return null;
  }
}

function wishes({ effects, input, process }: Projected): readonly ViewPut[] {
  const { at, actor, event } = input;
  const reason = typeof event['reason'] === 'string' && actor.kind === 'person' ? event['reason'] : null;
  return effects
    .filter(({ kind }) => kind === 'unit.command')
    .map(({ id, params }) => {
      const { unit, command } = params as UnitCommandParams;
      const doc: CommandWish = { id, unit, run: process, command, at, by: actor, cause: event.type, reason };
      return { collection: collections.commandWishes, key: id, index: process, doc };
    });
}

/** Highest sequence number a command may have, UInt32. */
const highestSeq = 0xffff_ffff;
/** The newest first; those of one command together, in the order of its life. */
export const commandKey = (unit: UnitId, seq: number): string => `${unit}/${orderedKey(highestSeq - seq)}`;

type CommandTold =
  | { readonly type: 'command.sent' | 'command.accepted'; readonly effect: string }
  | {
      readonly type: 'command.closed';
      readonly effect: string;
      readonly outcome: 'done' | 'failed' | 'unknown';
      readonly code: string | null;
    };

const tellings: readonly string[] = [
  'command.sent',
  'command.accepted',
  'command.closed',
] satisfies readonly CommandTold['type'][];
const tellsOfCommand = (event: { readonly type: string }): event is CommandTold =>
  tellings.includes(event.type);

function commandStages({ input, snapshot }: Projected): readonly ViewPut[] {
  if (!snapshot || !tellsOfCommand(input.event)) return [];
  const told = input.event;
  const { unit, commands } = snapshot.context as PlantUnitContext;
  const known = commands.find(({ effect }) => effect === told.effect);
  // So old that the unit has forgotten it.
  if (!known) return [];
  const { effect: id, process: run, command, seq } = known;
  const stage =
    told.type === 'command.closed' ? told.outcome : told.type === 'command.sent' ? 'sent' : 'accepted';
  const code = told.type === 'command.closed' ? told.code : null;
  const doc: CommandStage = { id, unit, run, command, seq, stage, code, at: input.at };
  const order = { sent: 1, accepted: 2, done: 3, failed: 3, unknown: 3 }[stage];
  return [
    { collection: collections.unitCommands, key: `${commandKey(unit, seq)}/${order}`, index: unit, doc },
    { collection: collections.runCommands, key: `${id}/${order}`, index: run, doc },
  ];
}
