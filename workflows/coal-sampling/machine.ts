import { assign, enqueueActions, setup } from 'xstate';
import type { BlindCode, DecimalString, Instant, ProcessId, UnitId } from '../kernel/brand.ts';
import { instant } from '../kernel/brand.ts';
import { toDecimal } from '../kernel/decimal.ts';
import { effectActions, send } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import { addMass, measuredMass } from '../kernel/measured.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { packMl, plantUnitProcess } from '../plant-unit/messages.ts';
import type { RunEvent } from '../plant-unit/messages.ts';
import { recordsLost, suspicionOfBoot, suspicionOfFault, suspicionOfGap, suspicionOfInterruption, suspicionOfMode } from './suspicion.ts';
import type { SamplingFinding } from './types.ts';

/** What one sampling unit is to be sampled by. */
export interface CoalSamplingOrder {
  /** The consignment that waits for the sample. */
  readonly parent: ProcessId;
  readonly unitNo: number;
  readonly sampler: UnitId;
  readonly lotId: BlindCode;
  readonly sampleId: BlindCode;
  readonly basis: 'time' | 'mass';
  /** s on a time basis, t on a mass basis. */
  readonly interval: DecimalString;
  readonly incrementsPlanned: number;
  /** m/s */
  readonly cutterSpeed: number;
  /** t */
  readonly unitMass: DecimalString;
  /** Part of the unit's mass that may be missing on the belt scale when the stream ends, as a fraction. */
  readonly massTolerance: DecimalString;
}

/** A container the sampler filled and sealed. */
export interface SealedContainer {
  readonly position: number;
  readonly mass: DecimalString;
  readonly seal: string;
  readonly at: Instant;
}

export interface CoalSamplingContext {
  readonly order: CoalSamplingOrder;
  readonly processId: ProcessId;
  readonly taken: number;
  readonly missed: number;
  /** All primary increments, kg. */
  readonly incrementMass: DecimalString;
  /** What was kept after division, kg. */
  readonly keptMass: DecimalString;
  readonly containers: readonly SealedContainer[];
  readonly firstCutAt: Instant | null;
  readonly lastCutAt: Instant | null;
  /** The belt's total when this unit began, t. */
  readonly totalAtStart: number | null;
  /** The belt's newest total, t, and whether it carries coal. */
  readonly total: number | null;
  readonly flowing: boolean | null;
  /** The plant told of a change of state: a hint to look, since notifications can be late or lost. */
  readonly hint: boolean;
  readonly suspicions: readonly SamplingFinding[];
  /** Why the run stands, for the operator. */
  readonly reason: string | null;
  /** The unit's end was reached or ordered: what remains is to complete. */
  readonly ending: boolean;
  readonly outcome: 'sampled' | 'aborted';
}

/** What the parent is told at the end. */
export interface SamplingFinished {
  readonly type: 'sampling.finished';
  readonly unitNo: number;
  readonly outcome: 'sampled' | 'aborted';
  readonly taken: number;
  readonly missed: number;
  readonly incrementMass: DecimalString;
  readonly keptMass: DecimalString;
  readonly containers: readonly SealedContainer[];
  readonly firstCutAt: Instant | null;
  readonly lastCutAt: Instant | null;
  readonly suspicions: readonly SamplingFinding[];
}

const zero = '0' as DecimalString;
/** PackML mode 1; anything else is people at the machine. */
const productionMode = 1;
const basisNumbers = { time: 1, mass: 2 } as const;

const command = (context: CoalSamplingContext, name: UnitCommandParams['command']): UnitCommandParams => ({
  unit: context.order.sampler,
  command: name,
  jobId: context.processId,
  lotId: context.order.lotId,
  sampleId: context.order.sampleId,
  recipeId: 'coal-cross-belt',
  settings:
    name === 'start'
      ? {
          'Set.Basis': basisNumbers[context.order.basis],
          'Set.IncrementInterval': Number(context.order.interval),
          'Set.CutterSpeed': context.order.cutterSpeed,
          'Set.IncrementsPlanned': context.order.incrementsPlanned,
          'Set.TargetContainer': 0,
        }
      : {},
  params: [],
});

const withSuspicion = (context: CoalSamplingContext, finding: SamplingFinding) =>
  context.suspicions.some(({ code }) => code === finding.code) ? context.suspicions : [...context.suspicions, finding];

/** All planned increments are in and the cargo of this unit has passed, as the belt scale has it. */
function isThrough({ order, taken, total, totalAtStart, flowing }: CoalSamplingContext): boolean {
  if (flowing !== false || taken < order.incrementsPlanned || total === null || totalAtStart === null) return false;
  const due = toDecimal(order.unitMass).times(toDecimal('1' as DecimalString).minus(toDecimal(order.massTolerance)));
  return due.lte(total - totalAtStart);
}

/** Everything the PLC counted for this sample has arrived from the ring, or is known to be lost there. */
const isComplete = (context: CoalSamplingContext, readings: Readonly<Record<string, unknown>>): boolean =>
  context.suspicions.some(({ code }) => code === recordsLost) ||
  (context.taken >= Number(readings['Act.CutCount'] ?? 0) && context.containers.length > 0);

/**
 * Samples one unit of a coal lot with an automatic sampler. Every increment the PLC records counts, in whatever state the
 * process is: the PLC owns the plant. Where the plant and the journal disagree, it stands and says why.
 */
const machine = setup({
  types: {
    context: {} as CoalSamplingContext,
    events: {} as Stamped<RunEvent>,
    input: {} as { readonly order: CoalSamplingOrder; readonly processId: ProcessId },
  },
  actions: {
    ...effectActions,
    tellParent: enqueueActions(({ context, enqueue }) => {
      const { order, outcome, taken, missed, incrementMass, keptMass, containers, firstCutAt, lastCutAt, suspicions } = context;
      const finished: SamplingFinished = {
        type: 'sampling.finished',
        unitNo: order.unitNo,
        outcome,
        taken,
        missed,
        incrementMass,
        keptMass,
        containers,
        firstCutAt,
        lastCutAt,
        suspicions,
      };
      enqueue(send(order.parent, finished));
      enqueue(send(plantUnitProcess(order.sampler), { type: 'unit.release' }));
    }),
    noteFailure: assign(({ event }) =>
      event.type === 'command.failed' || event.type === 'command.unknown' ? { reason: `${event.command}: ${event.code}: ${event.message}` } : {},
    ),
    suspectInterruption: assign(({ context }) => ({
      suspicions: withSuspicion(context, suspicionOfInterruption),
      reason: 'the sampler stopped or aborted',
    })),
  },
  delays: { readAgain: 1000 },
}).createMachine({
  id: 'coal-sampling',
  context: ({ input }) => ({
    order: input.order,
    processId: input.processId,
    taken: 0,
    missed: 0,
    incrementMass: zero,
    keptMass: zero,
    containers: [],
    firstCutAt: null,
    lastCutAt: null,
    totalAtStart: null,
    total: null,
    flowing: null,
    hint: false,
    suspicions: [],
    reason: null,
    ending: false,
    outcome: 'sampled',
  }),
  initial: 'waiting',
  on: {
    'record.increment': {
      actions: assign(({ context, event }) => ({
        taken: context.taken + 1,
        incrementMass: addMass(context.incrementMass, measuredMass(event.mass)),
        keptMass: addMass(context.keptMass, measuredMass(event.kept)),
        firstCutAt: context.firstCutAt ?? instant(event.time),
        lastCutAt: instant(event.time),
      })),
    },
    'record.missed': { actions: assign(({ context }) => ({ missed: context.missed + 1 })) },
    'record.container': {
      actions: assign(({ context, event }) => ({
        containers: [
          ...context.containers,
          { position: event.no, mass: measuredMass(event.kept), seal: `${context.order.sampler}-${event.idx}`, at: instant(event.time) },
        ],
      })),
    },
    'plant.gap': { actions: assign(({ context, event }) => ({ suspicions: withSuspicion(context, suspicionOfGap(event.from, event.to)) })) },
    'plant.boot': { actions: assign(({ context }) => ({ hint: true, suspicions: withSuspicion(context, suspicionOfBoot) })) },
    'plant.state': { actions: assign(({ context, event }) => ({ hint: true, ...doubts(context, event) })) },
    'plant.link': { actions: assign({ hint: true }) },
    'plant.stream': { actions: assign(({ event }) => ({ total: event.total, flowing: event.flowing })) },
  },
  states: {
    /** Waits for its turn at the sampler. */
    waiting: {
      entry: {
        type: 'process.send',
        params: ({ context }) => ({ to: plantUnitProcess(context.order.sampler), event: { type: 'unit.request', sampleId: context.order.sampleId } }),
      },
      on: { 'unit.granted': 'inspecting' },
    },
    /** Looks at the sampler before it commands anything. */
    inspecting: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.sampler, tags: ['Sts.StateCurrent', 'Act.CutCount'] }) },
      on: {
        'unit.readings': [
          { guard: ({ context, event }) => context.ending && event.readings['Sts.StateCurrent'] === packMl.Completed, target: 'counting' },
          { guard: ({ context, event }) => context.ending && event.readings['Sts.StateCurrent'] === packMl.Execute, target: 'completing' },
          { guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Idle, target: 'starting' },
          { guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Stopped || event.readings['Sts.StateCurrent'] === packMl.Completed, target: 'resetting' },
          { guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Aborted, target: 'clearing' },
          // Somebody else runs it: not ours to touch.
          { target: 'blocked', actions: assign(({ event }) => ({ reason: `sampler is in state ${String(event.readings['Sts.StateCurrent'])}, not ready to start` })) },
        ],
      },
    },
    resetting: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'reset') },
      on: {
        'command.done': 'inspecting',
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    clearing: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'clear') },
      on: {
        'command.done': 'inspecting',
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    starting: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'start') },
      on: {
        'command.done': {
          target: 'sampling',
          actions: assign(({ context, event }) => ({ totalAtStart: context.totalAtStart ?? event.totalBefore, reason: null })),
        },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    sampling: {
      always: [
        { guard: ({ context }) => context.ending, target: 'completing' },
        { guard: ({ context }) => isThrough(context), target: 'completing', actions: assign({ ending: true }) },
        { guard: ({ context }) => context.hint, target: 'verifying' },
      ],
      on: {
        'operator.hold': { target: 'holding', actions: assign(({ event }) => ({ reason: event.reason })) },
        'operator.finish': { target: 'completing', actions: assign({ ending: true }) },
        'operator.abort': 'aborting',
      },
    },
    /** Something changed at the sampler: what is true now? */
    verifying: {
      entry: [
        assign({ hint: false }),
        { type: 'unit.read', params: ({ context }) => ({ unit: context.order.sampler, tags: ['Sts.StateCurrent'] }) },
      ],
      on: {
        'unit.readings': [
          { guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Held, target: 'held' },
          { guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Completed, target: 'counting', actions: assign({ ending: true }) },
          {
            guard: ({ event }) => event.readings['Sts.StateCurrent'] === packMl.Stopped || event.readings['Sts.StateCurrent'] === packMl.Aborted,
            target: 'interrupted',
            actions: 'suspectInterruption',
          },
          { target: 'sampling' },
        ],
      },
    },
    holding: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'hold') },
      on: {
        'command.done': 'held',
        'command.failed': { target: 'sampling', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** The sampler is Held, by us or by itself; cuts that fall due now are counted as missed by the PLC. */
    held: {
      on: {
        'operator.resume': 'unholding',
        'operator.finish': { target: 'completing', actions: assign({ ending: true }) },
        'operator.abort': 'aborting',
      },
      always: { guard: ({ context }) => context.hint, target: 'verifying' },
    },
    unholding: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'unhold') },
      on: {
        'command.done': { target: 'sampling', actions: assign({ reason: null }) },
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** The PLC stopped, aborted or restarted under us; an operator looks and resumes. The same sample goes on. */
    interrupted: { on: { 'operator.resume': 'inspecting', 'operator.abort': 'aborting' } },
    /** A command failed or its outcome is unknown; an operator looks and resumes. */
    blocked: {
      on: {
        'operator.resume': 'inspecting',
        'operator.finish': { target: 'inspecting', actions: assign({ ending: true }) },
        'operator.abort': 'aborting',
      },
    },
    completing: {
      entry: { type: 'unit.command', params: ({ context }) => command(context, 'complete') },
      on: {
        'command.done': 'counting',
        'command.failed': { target: 'blocked', actions: 'noteFailure' },
        'command.unknown': { target: 'blocked', actions: 'noteFailure' },
      },
    },
    /** Completed: waits until every cut the PLC counted has come in from its ring. */
    counting: {
      entry: { type: 'unit.read', params: ({ context }) => ({ unit: context.order.sampler, tags: ['Act.CutCount', 'Act.SampleMass'] }) },
      on: {
        'unit.readings': [{ guard: ({ context, event }) => isComplete(context, event.readings), target: 'finished' }, { target: 'recounting' }],
        'operator.abort': 'aborting',
      },
    },
    recounting: { after: { readAgain: 'counting' }, on: { 'operator.abort': 'aborting' } },
    aborting: {
      entry: [assign({ ending: true, outcome: 'aborted' }), { type: 'unit.command', params: ({ context }) => command(context, 'abort') }],
      on: { 'command.done': 'aborted', 'command.failed': 'aborted', 'command.unknown': 'aborted' },
    },
    finished: { type: 'final', entry: 'tellParent' },
    aborted: { type: 'final', entry: 'tellParent' },
  },
});

/** A fault or a foreign mode casts doubt on the sample; an ordered hold does not. */
function doubts(context: CoalSamplingContext, event: Stamped<Extract<RunEvent, { type: 'plant.state' }>>): Partial<CoalSamplingContext> {
  if (event.faultClass >= 2) {
    return { suspicions: withSuspicion(context, suspicionOfFault(event.faultCode)), reason: `fault ${event.faultCode}` };
  }
  if (event.mode !== productionMode) {
    return { suspicions: withSuspicion(context, suspicionOfMode(event.mode)), reason: `mode ${event.mode}` };
  }
  return {};
}

export const coalSamplingDefinition: ProcessDefinition = { id: 'coal-sampling', version: 1, machine };
