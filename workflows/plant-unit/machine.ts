import { assign, enqueueActions, setup } from 'xstate';
import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { BlindCode, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Soil, UnitCargo, UnitRules } from '../scheduling/cleaning.ts';
import { defaultTurnRules } from '../scheduling/turn.ts';
import type { TurnRequest, Urgency } from '../scheduling/turn.ts';
import type { SetupFinished } from '../setup-checks/setup.ts';
import { askInfeed, idleInfeed, leaveInfeed } from './infeed.ts';
import type { Infeed, InfeedEvent, InfeedRelease, InfeedRequest } from './infeed.ts';
import { plantUnitProcess } from './messages.ts';
import type { GrantEvent, PlantEvent, PlantState, RingEvent } from './messages.ts';
import type { UnitRequest } from './request.ts';
import { admitted, awaitsCleaning, startCleaning } from './turnover.ts';

/** Samples whose records may still arrive: of runs that wait, hold the unit, or have given it back. */
const rememberedSamples = 64;
/** Closed commands that are kept for the screen. */
const rememberedCommands = 20;

/** A run and its sample. */
export interface UnitHolder {
  readonly process: ProcessId;
  readonly sampleId: BlindCode;
}

export interface UnitAsker extends UnitHolder, TurnRequest {
  /** What it takes through the unit; absent where nobody knows. */
  readonly cargo?: UnitCargo;
}

/** Served on the terms it asked on: they also decide whose turn it is at the unit's infeed. */
export interface UnitServed extends UnitAsker {
  /** When it was granted the unit. */
  readonly since: Instant;
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
  /** How many may hold it at once: the samples it works at side by side. */
  readonly capacity: number;
  /** What turns are taken by, and when it is cleaned. */
  readonly rules: UnitRules;
  /** In the order they were granted. */
  readonly holders: readonly UnitServed[];
  /** In the order they asked; their turns are another matter (`turns`). */
  readonly waiting: readonly UnitAsker[];
  /** Whose turn it is to feed a sample; absent until the first of its runs asks, as runs of samplers never do. */
  readonly infeed?: Infeed;
  /** What its last run left in it; null while it is used or clean, absent where nothing says that it must be cleaned. */
  readonly soil?: Soil | null;
  /** How often people were asked to clean it. */
  readonly cleanings?: number;
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

/** A person gives who waits, for the unit or at its infeed, another turn. Without `dueAt` it stays due when it was. */
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
  | InfeedRequest
  | InfeedRelease
  | { readonly type: 'unit.capacity'; readonly capacity: number }
  | { readonly type: 'unit.rules'; readonly rules: UnitRules }
  /** The time that its cleaning takes has passed. */
  | { readonly type: 'unit.cleaned' }
  | SetupFinished
  | UnitUrgency
  | { readonly type: 'command.sent'; readonly effect: string; readonly command: string; readonly process: ProcessId; readonly seq: number; readonly totalBefore: number | null }
  | { readonly type: 'command.accepted'; readonly effect: string }
  | { readonly type: 'command.closed'; readonly effect: string; readonly outcome: 'done' | 'failed' | 'unknown'; readonly code: string | null }
  | { readonly type: 'record.unattributed'; readonly record: RingEvent & { readonly sampleId: string } }
  | PlantEvent;

const minute = 60_000;

const granted = (unit: UnitId): GrantEvent => ({ type: 'unit.granted', unit });
const senderOf = (event: Stamped<PlantUnitEvent>) => event.by.id as ProcessId;

const yourTurn: InfeedEvent = { type: 'infeed.granted' };
/** Who waits for the unit, or holds it and waits at its infeed. */
const hasTurnToCome = ({ waiting, infeed = idleInfeed }: PlantUnitContext, process: ProcessId): boolean =>
  waiting.some((asker) => asker.process === process) || infeed.asking.includes(process);

const soilOf = (cargo: UnitCargo | null | undefined, since: Instant): Soil => ({ cargo: cargo ?? null, since, cleaning: null });

/** The timer of a unit that is clean when it has stood long enough. */
const cleaningTimer = 'cleaning';

/**
 * One unit of plant: who holds it and who waits, which commands went down with which sequence number, what the link is like.
 * Those who wait take their turns (`scheduling/turn.ts`): first come, first served, where none is more urgent or due earlier. Nobody
 * loses the unit to a more urgent one. A unit that pipelines several samples has a holder for each, and its infeed takes them in the same
 * order (`infeed.ts`). Where the site says so it is given
 * to another cargo only when it is empty and clean (`turnover.ts`). Facts of the plant are journaled here and forwarded to every holder.
 */
const machine = setup({
  types: {
    context: {} as PlantUnitContext,
    events: {} as Stamped<PlantUnitEvent>,
    input: {} as { readonly unit: UnitId; readonly capacity?: number; readonly rules?: UnitRules },
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
        holders: [...context.holders, ...next.map((asker): UnitServed => ({ ...asker, since: event.at }))],
        waiting: context.waiting.filter((asker) => !next.includes(asker)),
      });
      for (const { process } of next) enqueue(send(process, granted(context.unit)));
      if (next.length === 0 || !context.soil) return;
      enqueue.assign({ soil: null });
      enqueue.cancel(cleaningTimer);
    }),
    /** The unit stands free: its cleaning begins to count. */
    countCleaning: enqueueActions(({ context, event, enqueue }) => {
      const { rules: { cleaning }, soil } = context; // prettier-ignore
      enqueue.cancel(cleaningTimer);
      if (!soil || !cleaning || cleaning.record) return;
      const { at, by, inputId } = event;
      enqueue.raise({ type: 'unit.cleaned', at, by, inputId }, { id: cleaningTimer, delay: 'cleaningTime' });
    }),
    /** Who is next waits for nothing else: people are asked. */
    haveCleaned: enqueueActions(({ context, event, enqueue }) => {
      const { unit, rules, soil, cleanings = 0 } = context;
      const record = rules.cleaning?.record;
      if (!record || !soil || soil.cleaning || !awaitsCleaning(context, event.at)) return;
      const no = cleanings + 1;
      enqueue.assign({ soil: { ...soil, cleaning: { no, since: event.at } }, cleanings: no });
      enqueue({ type: 'process.start', params: startCleaning(unit, plantUnitProcess(unit), no, record) });
    }),
  },
  delays: { cleaningTime: ({ context }) => (context.rules.cleaning?.duration_min ?? 0) * minute },
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
          const { sampleId, urgency = 'normal', dueAt = null, at: requestedAt, cargo } = event;
          const holder: UnitHolder = { process: senderOf(event), sampleId };
          const asker = { ...holder, urgency, dueAt, requestedAt, ...(cargo !== undefined && { cargo }) };
          return {
            waiting: [...context.waiting, asker],
            samples: [...context.samples, holder].slice(-rememberedSamples),
          };
        }),
        'admit',
        'haveCleaned',
      ],
    },
    // Who gives up while waiting withdraws.
    'unit.release': {
      actions: [
        enqueueActions(({ context, event, enqueue }) => {
          const others = (each: UnitHolder) => each.process !== senderOf(event);
          const holders = context.holders.filter(others);
          const [gaveBack] = context.holders.filter((each) => !others(each));
          const standsFree = gaveBack !== undefined && holders.length === 0;
          enqueue.assign({
            holders,
            waiting: context.waiting.filter(others),
            ...(context.infeed && { infeed: leaveInfeed(context.infeed, senderOf(event)) }),
            // What was lost concerned the samples of those who held the unit; they carry the doubt from here on.
            ...(standsFree && { gaps: [] }),
            ...(standsFree && context.rules.cleaning && { soil: soilOf(gaveBack.cargo, event.at) }),
          });
          if (standsFree) enqueue('countCleaning');
        }),
        'admit',
        'haveCleaned',
      ],
    },
    'infeed.request': {
      guard: ({ context, event }) => context.holders.some(({ process }) => process === senderOf(event)),
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { infeed: before = idleInfeed } = context;
        const infeed = askInfeed(before, { process: senderOf(event), free: event.free }, context, event.at);
        enqueue.assign({ infeed });
        if (infeed.turn && infeed.turn !== before.turn) enqueue(send(infeed.turn.process, yourTurn));
      }),
    },
    'infeed.release': {
      actions: assign(({ context: { infeed }, event }) => (infeed ? { infeed: leaveInfeed(infeed, senderOf(event)) } : {})),
    },
    // The tag map says otherwise than before: a larger unit takes more at once, a smaller one takes no new ones until there is room.
    'unit.capacity': { actions: [assign(({ event }) => ({ capacity: event.capacity })), 'admit'] },
    // The site says otherwise than before: it counts from the next turn on. What a unit had in it before anybody asked, nobody knows.
    'unit.rules': {
      actions: [
        enqueueActions(({ context: { holders, samples, soil }, event: { rules, at }, enqueue }) => {
          enqueue.assign({ rules });
          if (holders.length > 0 || soil?.cleaning || (soil === undefined && !rules.cleaning)) return;
          const isSoiled = soil !== null && (soil !== undefined || samples.length > 0);
          enqueue.assign({ soil: isSoiled && rules.cleaning ? soilOf(soil?.cargo, at) : null });
          enqueue('countCleaning');
        }),
        'admit',
        'haveCleaned',
      ],
    },
    'unit.cleaned': { actions: [assign({ soil: null }), 'admit'] },
    // Given up, it is asked for again as long as somebody waits for it.
    'setup.finished': {
      guard: ({ context, event }) => context.soil?.cleaning?.no === event.unitNo,
      actions: [
        assign(({ context: { soil }, event }) => ({ soil: event.outcome === 'ready' || !soil ? null : { ...soil, cleaning: null } })),
        'admit',
        'haveCleaned',
      ],
    },
    'unit.urgency': {
      actions: [
        assign(({ context, event: { process, urgency, dueAt } }) => {
          if (!hasTurnToCome(context, process)) return {};
          const told = <Asker extends UnitAsker>(asker: Asker): Asker =>
            asker.process === process ? { ...asker, urgency, ...(dueAt !== undefined && { dueAt }) } : asker;
          return { waiting: context.waiting.map(told), holders: context.holders.map(told) };
        }),
        'admit',
        'haveCleaned',
      ],
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
  const plantUnit = context as PlantUnitContext;
  if (hasTurnToCome(plantUnit, asked.process)) return undefined;
  return {
    code: 'RUN_NOT_WAITING',
    field: 'run',
    message: `${asked.process} does not wait for ${plantUnit.unit}.`,
    remedy: 'Read who waits for the unit again; a run that holds it, and does not wait at its infeed, keeps it until it gives it back.',
  };
}

export const plantUnitDefinition: ProcessDefinition = { id: 'plant-unit', version: 1, machine, refuse: refuseTurn };
