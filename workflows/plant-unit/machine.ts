import { assign, enqueueActions, setup } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { BlindCode, ProcessId, UnitId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { GrantEvent, PlantEvent, PlantState, RecordEvent } from './messages.ts';

/** Samples whose records may still arrive after their run has given the unit back. */
const rememberedSamples = 16;
/** Closed commands that are kept for the screen. */
const rememberedCommands = 20;

export interface UnitHolder {
  readonly process: ProcessId;
  readonly sampleId: BlindCode;
}

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
  readonly holder: UnitHolder | null;
  readonly waiting: readonly UnitHolder[];
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

type PlantUnitEvent =
  | { readonly type: 'unit.request'; readonly sampleId: BlindCode }
  | { readonly type: 'unit.release' }
  | { readonly type: 'command.sent'; readonly effect: string; readonly command: string; readonly process: ProcessId; readonly seq: number; readonly totalBefore: number | null }
  | { readonly type: 'command.accepted'; readonly effect: string }
  | { readonly type: 'command.closed'; readonly effect: string; readonly outcome: 'done' | 'failed' | 'unknown'; readonly code: string | null }
  | { readonly type: 'record.unattributed'; readonly record: RecordEvent & { readonly sampleId: string } }
  | PlantEvent;

const granted = (unit: UnitId): GrantEvent => ({ type: 'unit.granted', unit });
const senderOf = (event: Stamped<PlantUnitEvent>) => event.by.id as ProcessId;

/**
 * One unit of plant: who holds it and who waits, which commands went down with which sequence number, what the link is like.
 * First come, first served. Facts of the plant are journaled here and forwarded to the holder.
 */
const machine = setup({
  types: {
    context: {} as PlantUnitContext,
    events: {} as Stamped<PlantUnitEvent>,
    input: {} as { readonly unit: UnitId },
  },
  actions: {
    ...effectActions,
    noteBoot: assign(({ event }) => (event.type === 'plant.boot' ? { bootCounter: event.bootCounter } : {})),
    forward: enqueueActions(({ context, event, enqueue }) => {
      if (!context.holder) return;
      const { at: _at, by: _by, inputId: _inputId, ...told } = event;
      enqueue(send(context.holder.process, told));
    }),
  },
}).createMachine({
  id: 'plant-unit',
  context: ({ input }) => ({
    unit: input.unit,
    holder: null,
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
      actions: enqueueActions(({ context, event, enqueue }) => {
        const asker: UnitHolder = { process: senderOf(event), sampleId: event.sampleId };
        const samples = [...context.samples, asker].slice(-rememberedSamples);
        if (context.holder) {
          enqueue.assign({ waiting: [...context.waiting, asker], samples });
        } else {
          enqueue.assign({ holder: asker, samples });
          enqueue(send(asker.process, granted(context.unit)));
        }
      }),
    },
    'unit.release': [
      {
        guard: ({ context, event }) => context.holder?.process === senderOf(event),
        actions: enqueueActions(({ context, enqueue }) => {
          const [next = null, ...waiting] = context.waiting;
          // What was lost concerned the sample that gives the unit back; it carries the doubt from here on.
          enqueue.assign({ holder: next, waiting, gaps: [] });
          if (next) enqueue(send(next.process, granted(context.unit)));
        }),
      },
      // Who gives up while waiting withdraws.
      { actions: assign(({ context, event }) => ({ waiting: context.waiting.filter(({ process }) => process !== senderOf(event)) })) },
    ],
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
    'plant.clock': { actions: assign(({ event }) => ({ clockDrift: event.driftSeconds })) },
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

export const plantUnitDefinition: ProcessDefinition = { id: 'plant-unit', version: 1, machine };
