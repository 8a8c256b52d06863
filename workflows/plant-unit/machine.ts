import { assign, enqueueActions, setup } from 'xstate';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { BlindCode, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { defaultTurnRules, turns } from '../scheduling/turn.ts';
import type { TurnRequest, TurnRules, Urgency } from '../scheduling/turn.ts';
import type { GrantEvent, PlantEvent, PlantState, RingEvent } from './messages.ts';
import type { UnitRequest } from './request.ts';

/** Samples whose records may still arrive: of runs that wait, hold the unit, or have given it back. */
const rememberedSamples = 64;
/** Closed commands that are kept for the screen. */
const rememberedCommands = 20;

/** A run and its sample. */
export interface UnitHolder {
  readonly process: ProcessId;
  readonly sampleId: BlindCode;
}

export interface UnitServed extends UnitHolder {
  /** When it was granted the unit. */
  readonly since: Instant;
}

export interface UnitAsker extends UnitHolder, TurnRequest {}

export interface UnitCommandRecord {
  /** The effect that asks for the command; the command's identity. */
  readonly effect: string;
  readonly command: string;
  readonly process: ProcessId;
  /** Sequence number the PLC is given; journaled before it is written. */
  readonly seq: number;
  readonly totalBefore: number | null;
  readonly status: 'sent' | 'accepted' | 'done' | 'failed' | 'unknown';
  readonly code: string | null;
}

export interface UnitCertificate {
  readonly whose: 'plc' | 'ours';
  readonly subject: string;
  readonly validTo: string;
  /** When it was told; negative when it had expired. */
  readonly daysLeft: number;
}

export interface PlantUnitContext {
  readonly unit: UnitId;
  /** How many may hold it at once: the samples it works at side by side. */
  readonly capacity: number;
  /** What turns are taken by. */
  readonly rules: TurnRules;
  /** In the order they were granted. */
  readonly holders: readonly UnitServed[];
  /** In the order they asked; their turns are another matter (`turns`). */
  readonly waiting: readonly UnitAsker[];
  /** Which process a sample's records belong to, newest last. */
  readonly samples: readonly UnitHolder[];
  readonly live: boolean;
  readonly reason: string | null;
  readonly state: PlantState | null;
  readonly faultCode: number;
  /** The fault that came first since the last reset; 0 for none. */
  readonly faultFirstOut: number;
  readonly bootCounter: number | null;
  /** Checksum of the PLC's program; null until it was told. */
  readonly recipeCrc: number | null;
  /** How often it changed under us. */
  readonly programChanges: number;
  /** s the PLC's clock is ahead of ours by more than it may; 0 when it is not. */
  readonly clockDrift: number;
  /** Certificates of its secured connection as last told, one each of the PLC and ours. */
  readonly certificates: readonly UnitCertificate[];
  readonly lastSeq: number;
  readonly commands: readonly UnitCommandRecord[];
  /** Records that belong to no sample we know. */
  readonly unattributed: number;
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

/** A person gives who waits another turn. Without `dueAt` it stays due when it was. */
export interface UnitUrgency {
  readonly type: 'unit.urgency';
  readonly process: ProcessId;
  readonly urgency: Urgency;
  readonly dueAt?: Instant | null;
  readonly reason: string;
}

type PlantUnitEvent =
  | UnitRequest
  | { readonly type: 'unit.release' }
  | { readonly type: 'unit.capacity'; readonly capacity: number }
  | { readonly type: 'unit.rules'; readonly rules: TurnRules }
  | UnitUrgency
  | { readonly type: 'command.sent'; readonly effect: string; readonly command: string; readonly process: ProcessId; readonly seq: number; readonly totalBefore: number | null }
  | { readonly type: 'command.accepted'; readonly effect: string }
  | { readonly type: 'command.closed'; readonly effect: string; readonly outcome: 'done' | 'failed' | 'unknown'; readonly code: string | null }
  | { readonly type: 'record.unattributed'; readonly record: RingEvent & { readonly sampleId: string } }
  | PlantEvent;

const granted = (unit: UnitId): GrantEvent => ({ type: 'unit.granted', unit });
const senderOf = (event: Stamped<PlantUnitEvent>) => event.by.id as ProcessId;

/** Who gets the unit now: those whose turn it is, as far as there is room. */
function admitted({ capacity, holders, waiting, rules }: PlantUnitContext, now: Instant): readonly UnitAsker[] {
  const room = Math.max(0, capacity - holders.length);
  return turns(waiting, now, rules).slice(0, room).map(({ request }) => request);
}

/**
 * One unit of plant: who holds it and who waits, which commands went down with which sequence number, what the link is like.
 * Those who wait take their turns (`scheduling/turn.ts`): first come, first served, where none is more urgent or due earlier. Nobody
 * loses the unit to a more urgent one. A unit that pipelines several samples has a holder for each. Facts of the plant are journaled
 * here and forwarded to every holder.
 */
const machine = setup({
  types: {
    context: {} as PlantUnitContext,
    events: {} as Stamped<PlantUnitEvent>,
    input: {} as { readonly unit: UnitId; readonly capacity?: number; readonly rules?: TurnRules },
  },
  actions: {
    ...effectActions,
    noteBoot: assign(({ event }) => (event.type === 'plant.boot' ? { bootCounter: event.bootCounter } : {})),
    forward: enqueueActions(({ context, event, enqueue }) => {
      const { at: _at, by: _by, inputId: _inputId, ...told } = event;
      for (const { process } of context.holders) enqueue(send(process, told));
    }),
    admit: enqueueActions(({ context, event, enqueue }) => {
      const next = admitted(context, event.at);
      enqueue.assign({
        holders: [...context.holders, ...next.map(({ process, sampleId }) => ({ process, sampleId, since: event.at }))],
        waiting: context.waiting.filter((asker) => !next.includes(asker)),
      });
      for (const { process } of next) enqueue(send(process, granted(context.unit)));
    }),
  },
}).createMachine({
  id: 'plant-unit',
  context: ({ input }) => ({
    unit: input.unit,
    capacity: input.capacity ?? 1,
    rules: input.rules ?? defaultTurnRules,
    holders: [],
    waiting: [],
    samples: [],
    live: false,
    reason: 'never-connected',
    state: null,
    faultCode: 0,
    faultFirstOut: 0,
    bootCounter: null,
    recipeCrc: null,
    programChanges: 0,
    clockDrift: 0,
    certificates: [],
    lastSeq: 0,
    commands: [],
    unattributed: 0,
    gaps: [],
  }),
  initial: 'serving',
  states: { serving: {} },
  on: {
    'unit.request': {
      actions: [
        assign(({ context, event }) => {
          const { sampleId, urgency = 'normal', dueAt = null, at: requestedAt } = event;
          const holder: UnitHolder = { process: senderOf(event), sampleId };
          return {
            waiting: [...context.waiting, { ...holder, urgency, dueAt, requestedAt }],
            samples: [...context.samples, holder].slice(-rememberedSamples),
          };
        }),
        'admit',
      ],
    },
    // Who gives up while waiting withdraws.
    'unit.release': {
      actions: [
        assign(({ context, event }) => {
          const others = (each: UnitHolder) => each.process !== senderOf(event);
          const holders = context.holders.filter(others);
          const gaveBack = holders.length < context.holders.length;
          return {
            holders,
            waiting: context.waiting.filter(others),
            // What was lost concerned the samples of those who held the unit; they carry the doubt from here on.
            ...(gaveBack && holders.length === 0 && { gaps: [] }),
          };
        }),
        'admit',
      ],
    },
    // The tag map says otherwise than before: a larger unit takes more at once, a smaller one takes no new ones until there is room.
    'unit.capacity': { actions: [assign(({ event }) => ({ capacity: event.capacity })), 'admit'] },
    // The site says otherwise than before: it counts from the next turn on.
    'unit.rules': { actions: assign(({ event }) => ({ rules: event.rules })) },
    'unit.urgency': {
      actions: assign(({ context, event: { process, urgency, dueAt } }) => ({
        waiting: context.waiting.map((asker) =>
          asker.process === process ? { ...asker, urgency, ...(dueAt !== undefined && { dueAt }) } : asker,
        ),
      })),
    },
    'command.sent': {
      actions: assign(({ context, event }) => ({
        lastSeq: Math.max(context.lastSeq, event.seq),
        commands: [
          ...context.commands,
          { effect: event.effect, command: event.command, process: event.process, seq: event.seq, totalBefore: event.totalBefore, status: 'sent' as const, code: null },
        ].slice(-rememberedCommands),
      })),
    },
    'command.accepted': {
      actions: assign(({ context, event }) => ({
        commands: context.commands.map((command) => (command.effect === event.effect ? { ...command, status: 'accepted' as const } : command)),
      })),
    },
    'command.closed': {
      actions: assign(({ context, event }) => ({
        commands: context.commands.map((command) =>
          command.effect === event.effect ? { ...command, status: event.outcome, code: event.code } : command,
        ),
      })),
    },
    'record.unattributed': { actions: assign(({ context }) => ({ unattributed: context.unattributed + 1 })) },
    'plant.link': { actions: [assign(({ event }) => ({ live: event.live, reason: event.reason })), 'forward'] },
    'plant.boot': [
      // The first we hear of this PLC: nothing to compare with.
      { guard: ({ event }) => event.bootCounter === event.previous, actions: 'noteBoot' },
      { guard: ({ context, event }) => event.bootCounter !== context.bootCounter, actions: ['noteBoot', 'forward'] },
    ],
    'plant.program': [
      { guard: ({ event }) => event.crc === event.previous, actions: assign(({ event }) => ({ recipeCrc: event.crc })) },
      {
        guard: ({ context, event }) => event.crc !== context.recipeCrc,
        actions: [assign(({ context, event }) => ({ recipeCrc: event.crc, programChanges: context.programChanges + 1 })), 'forward'],
      },
    ],
    'plant.clock': { actions: [assign(({ event }) => ({ clockDrift: event.driftSeconds })), 'forward'] },
    'plant.certificate': {
      actions: assign(({ context, event: { whose, subject, validTo, daysLeft } }) => ({
        certificates: [...context.certificates.filter((known) => known.whose !== whose), { whose, subject, validTo, daysLeft }],
      })),
    },
    'plant.state': { actions: [assign(({ event }) => ({ state: event.state, faultCode: event.faultCode, faultFirstOut: event.faultFirstOut })), 'forward'] },
    'plant.stream': { actions: 'forward' },
    'plant.gap': { actions: [assign(({ context, event }) => ({ gaps: [...context.gaps, { from: event.from, to: event.to }] })), 'forward'] },
  },
});

/** `RUN_NOT_WAITING`: only who waits has a turn that can be changed. */
function refuseTurn({ context }: AnyMachineSnapshot, event: Stamped<EventObject>): Refusal | undefined {
  const asked = event as Stamped<PlantUnitEvent>;
  if (asked.type !== 'unit.urgency') return undefined;
  const { unit, waiting } = context as PlantUnitContext;
  if (waiting.some(({ process }) => process === asked.process)) return undefined;
  return {
    code: 'RUN_NOT_WAITING',
    field: 'run',
    message: `${asked.process} does not wait for ${unit}.`,
    remedy: 'Read who waits for the unit again; a run that holds it keeps it until it gives it back.',
  };
}

export const plantUnitDefinition: ProcessDefinition = { id: 'plant-unit', version: 1, machine, refuse: refuseTurn };
