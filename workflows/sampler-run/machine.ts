import { assign, enqueueActions, setup } from 'xstate';
import { effectActions, send } from '../kernel/effects.ts';
import type { UnitCommandParams } from '../kernel/effects.ts';
import type { ProcessDefinition, Stamped } from '../kernel/process.ts';
import { propose, settle, settled } from '../plant-unit/interventions.ts';
import { brokenOff, isState, plantUnitProcess } from '../plant-unit/messages.ts';
import type { PlantValue } from '../plant-unit/messages.ts';
import { ordering } from '../plant-unit/ordering.ts';
import { reconcileRun, stateOf } from '../plant-unit/reconcile-run.ts';
import type { RunAction } from '../plant-unit/reconcile-run.ts';
import { unitRequest } from '../plant-unit/request.ts';
import { touchesValidity } from './deed.ts';
import { carryOut } from './deeds.ts';
import {
  addContainer, closeGap, countIncrement, countMissed, isComplete, isThrough, noteBoot, noteClock, noteEnd, noteFailure, noteGap, noteProgram, noteState, withSuspicion,
} from './observed.ts'; // prettier-ignore
import type { Readings } from './observed.ts';
import { finishedRun } from './finished.ts';
import { newRun, samplerCommand } from './run.ts';
import type { SamplerProfile, SamplerRunContext, SamplerRunInput } from './run.ts';
import type { SamplingKind } from './kinds.ts';
import { refuseSamplerRun } from './refusals.ts';
import type { SamplerRunEvent } from './refusals.ts';
import { suspicionOfEarlyEnd, suspicionOfInterruption } from './suspicion.ts';

const numberOrNull = (value: PlantValue | undefined) => (typeof value === 'number' ? value : null);
const command = (name: UnitCommandParams['command']) => (context: SamplerRunContext) =>
  samplerCommand(context, name);

/**
 * Samples one unit of a lot with an automatic sampler, whatever it carries. Every increment the PLC records counts, in whatever
 * state the process is: the PLC owns the plant. Where the plant and the journal disagree, it stands and says why. People can take
 * part in it (`deeds.ts`); the run goes on from where it stood.
 */
export function samplerRunDefinition(id: SamplingKind, profile: SamplerProfile): ProcessDefinition {
  const { tags } = profile;
  /** A sampler that was broken off goes on with the same sample, so it may be started again. */
  const foundAt = (context: SamplerRunContext, readings: Readings): RunAction =>
    reconcileRun(
      {
        start: context.start,
        ending: context.ending,
        complete: isComplete(context, readings, profile),
      },
      {
        state: stateOf(readings),
        sample: readings['Cmd.SampleId'] === context.order.sampleId ? 'ours' : 'other',
      },
    );
  const totalNow = (readings: Readings) => (profile.totalRestarts ? 0 : numberOrNull(readings[tags.total]));
  const counters = [tags.taken, tags.missed, ...(tags.kept === null ? [] : [tags.kept])];
  const machine = setup({
    types: {
      context: {} as SamplerRunContext,
      events: {} as Stamped<SamplerRunEvent>,
      input: {} as SamplerRunInput,
    },
    actions: {
      ...effectActions,
      tellParent: enqueueActions(({ context, enqueue }) => {
        enqueue(send(context.order.parent, finishedRun(context)));
        enqueue(send(plantUnitProcess(context.order.sampler), { type: 'unit.release' }));
      }),
      noteFailure: assign(({ context, event }) => ('command' in event ? noteFailure(context, event) : {})),
      noteReason: assign(({ event }) => ('reason' in event ? { reason: event.reason } : {})),
      giveUp: assign({ outcome: 'aborted', ending: true }),
      suspectInterruption: assign(({ context }) => ({
        ...withSuspicion(context, suspicionOfInterruption),
        reason: 'the sampler stopped or aborted',
      })),
      /** A sampler that stands although it was started has been interrupted, also when nobody saw it happen. */
      suspectIfStarted: assign(({ context }) =>
        context.start === 'made' ? withSuspicion(context, suspicionOfInterruption) : {},
      ),
      suspectEarlyEnd: assign(({ context }) =>
        context.start === 'made' ? withSuspicion(context, suspicionOfEarlyEnd(context.taken)) : {},
      ),
      adopt: assign(({ context }) => ({
        totalAtStart: context.totalAtStart ?? context.totalBeforeStart,
        reason: null,
      })),
      noteEnd: assign(({ context, event }) => (event.type === 'command.done' ? noteEnd(context, event) : {})),
      closeGap: assign(({ context, event }) =>
        'readings' in event ? closeGap(context, event.readings, profile) : {},
      ),
      settle: assign(({ context, event }) => {
        if (event.type !== 'intervention.confirmed' && event.type !== 'intervention.declined') return {};
        const confirmed =
          event.type === 'intervention.confirmed' ? settled(context.interventions, event) : [];
        return { ...carryOut(context, confirmed), interventions: settle(context.interventions, event) };
      }),
    },
    guards: {
      finds: ({ context, event }, action: RunAction) =>
        'readings' in event && foundAt(context, event.readings) === action,
      isUntouched: ({ context }) => context.start === 'not-ordered',
      hasContainer: ({ context }) => context.containers.length > 0,
      /** Sampling by hand needs the sampler no more. */
      endsByHand: ({ context }) =>
        context.manual > 0 && context.containers.length > 0 && (context.ending || context.start !== 'made'),
      beginsManual: ({ context, event }) =>
        event.type === 'intervention.confirmed' &&
        settled(context.interventions, event).some(({ deed }) => deed.kind === 'begin-manual'),
      isAbortAnswer: ({ event }) => 'command' in event && event.command === 'abort',
    },
    delays: { readAgain: 1000 },
  }).createMachine({
    id,
    context: ({ input }) => newRun(input),
    initial: 'waiting',
    on: {
      'record.increment': {
        actions: assign(({ context, event }) => countIncrement(context, event, profile)),
      },
      'record.missed': { actions: assign(({ context, event }) => countMissed(context, event)) },
      'record.container': { actions: assign(({ context, event }) => addContainer(context, event)) },
      'plant.gap': { actions: assign(({ context, event }) => noteGap(context, event)) },
      'plant.boot': { actions: assign(({ context }) => noteBoot(context)) },
      'plant.clock': { actions: assign(({ context, event }) => noteClock(context, event)) },
      'plant.program': { actions: assign(({ context }) => noteProgram(context)) },
      'plant.state': { actions: assign(({ context, event }) => noteState(context, event)) },
      'plant.link': { actions: assign({ hint: true }) },
      'plant.stream': { actions: assign(({ event }) => ({ total: event.total, flowing: event.flowing })) },
      // An abort overtakes whatever was commanded before it.
      'operator.abort': { target: '.aborting', actions: 'noteReason' },
      'intervention.proposed': {
        actions: assign(({ context, event }) => {
          const alone = !touchesValidity(event.deed);
          return {
            ...(alone && carryOut(context, [event])),
            interventions: propose(context.interventions, event, alone),
          };
        }),
      },
      'intervention.confirmed': [
        { guard: 'beginsManual', target: '.manual', actions: 'settle' },
        { actions: 'settle' },
      ],
      'intervention.declined': { actions: 'settle' },
    },
    states: {
      /** Waits for its turn at the sampler. Who gives up here has nothing to abort: the request is withdrawn. */
      waiting: {
        entry: {
          type: 'process.send',
          params: ({ context }) => ({
            to: plantUnitProcess(context.order.sampler),
            event: unitRequest(context.order),
          }),
        },
        on: {
          'unit.granted': 'inspecting',
          'operator.abort': { target: 'aborted', actions: ['noteReason', 'giveUp'] },
        },
      },
      /** Looks at the sampler before it commands anything, and adopts what is this run already. */
      inspecting: {
        entry: {
          type: 'unit.read',
          params: ({ context }) => ({
            unit: context.order.sampler,
            tags: ['Sts.StateCurrent', 'Cmd.SampleId', tags.taken, tags.total],
          }),
        },
        on: {
          'unit.readings': [
            {
              guard: { type: 'finds', params: 'count' },
              target: 'counting',
              actions: assign({ ending: true }),
            },
            { guard: { type: 'finds', params: 'complete' }, target: 'completing', actions: 'adopt' },
            { guard: { type: 'finds', params: 'adopt' }, target: 'sampling', actions: 'adopt' },
            { guard: { type: 'finds', params: 'adopt-held' }, target: 'held', actions: 'adopt' },
            {
              guard: { type: 'finds', params: 'start' },
              target: 'starting',
              actions: [
                'suspectIfStarted',
                assign(({ event }) => ({ totalBeforeStart: totalNow(event.readings) })),
              ],
            },
            { guard: { type: 'finds', params: 'reset' }, target: 'resetting', actions: 'suspectIfStarted' },
            { guard: { type: 'finds', params: 'clear' }, target: 'clearing', actions: 'suspectIfStarted' },
            {
              target: 'blocked',
              actions: assign(({ event }) => ({
                reason: `sampler is in state ${String(event.readings['Sts.StateCurrent'])}, not ready to start`,
              })),
            },
          ],
          'operator.abort': [
            { guard: 'isUntouched', target: 'aborted', actions: ['noteReason', 'giveUp'] },
            { target: 'aborting', actions: 'noteReason' },
          ],
        },
      },
      resetting: ordering(command('reset'), 'inspecting'),
      clearing: ordering(command('clear'), 'inspecting'),
      starting: {
        entry: [
          assign(({ context }) => ({
            start: context.start === 'made' ? ('made' as const) : ('ordered' as const),
          })),
          { type: 'unit.command', params: ({ context }) => samplerCommand(context, 'start') },
        ],
        on: {
          'command.done': {
            target: 'sampling',
            actions: assign(({ context, event }) => ({
              start: 'made',
              totalAtStart:
                context.totalAtStart ??
                (profile.totalRestarts ? 0 : event.totalBefore) ??
                context.totalBeforeStart,
              reason: null,
            })),
          },
          'command.failed': { target: 'blocked', actions: 'noteFailure' },
          'command.unknown': { target: 'blocked', actions: ['noteFailure', assign({ start: 'made' })] },
        },
      },
      sampling: {
        always: [
          { guard: ({ context }) => context.ending, target: 'completing' },
          {
            guard: ({ context }) => isThrough(context),
            target: 'completing',
            actions: assign({ ending: true }),
          },
          { guard: ({ context }) => context.hint, target: 'verifying' },
        ],
        on: {
          'operator.hold': { target: 'holding', actions: 'noteReason' },
          'operator.finish': { target: 'completing', actions: assign({ ending: true }) },
        },
      },
      /** Something changed at the sampler: what is true now? */
      verifying: {
        entry: [
          assign({ hint: false }),
          {
            type: 'unit.read',
            params: ({ context }) => ({ unit: context.order.sampler, tags: ['Sts.StateCurrent'] }),
          },
        ],
        on: {
          'unit.readings': [
            {
              guard: ({ event }) => isState(event.readings, 'Held'),
              target: 'held',
              actions: assign(({ context }) => ({ reason: context.reason ?? 'the sampler holds by itself' })),
            },
            {
              guard: ({ event }) => isState(event.readings, 'Completed'),
              target: 'counting',
              actions: assign({ ending: true }),
            },
            {
              guard: ({ event }) => isState(event.readings, ...brokenOff),
              target: 'interrupted',
              actions: 'suspectInterruption',
            },
            { target: 'sampling' },
          ],
        },
      },
      holding: {
        entry: { type: 'unit.command', params: ({ context }) => samplerCommand(context, 'hold') },
        on: {
          'command.done': 'held',
          'command.failed': { target: 'sampling', actions: 'noteFailure' },
          'command.unknown': { target: 'blocked', actions: 'noteFailure' },
        },
      },
      /** The sampler is Held, by us or by itself; cuts that fall due now are counted as missed by the PLC. */
      held: {
        always: { guard: ({ context }) => context.hint, target: 'verifying' },
        on: {
          'operator.resume': 'unholding',
          'operator.finish': { target: 'completing', actions: assign({ ending: true }) },
        },
      },
      unholding: ordering(command('unhold'), { target: 'sampling', actions: assign({ reason: null }) }),
      /** The PLC stopped, aborted or restarted under us; an operator looks and resumes. The same sample goes on. */
      interrupted: {
        on: {
          'operator.resume': 'inspecting',
          'operator.finish': { target: 'inspecting', actions: assign({ ending: true }) },
        },
      },
      /** A command failed or its outcome is unknown; an operator looks and resumes. */
      blocked: {
        on: {
          'operator.resume': 'inspecting',
          'operator.finish': [
            { guard: 'endsByHand', target: 'finished', actions: 'suspectEarlyEnd' },
            {
              target: 'inspecting',
              guard: ({ context }) => context.start !== 'not-ordered',
              actions: assign({ ending: true }),
            },
          ],
          'operator.abort': [
            { guard: 'isUntouched', target: 'aborted', actions: ['noteReason', 'giveUp'] },
            { target: 'aborting', actions: 'noteReason' },
          ],
        },
      },
      /** The sampler stands and people sample, one takes and one witnesses. They give it back to the sampler, or end it. */
      manual: {
        on: {
          'operator.resume': { target: 'inspecting', actions: assign({ reason: null }) },
          'operator.finish': [
            { guard: 'endsByHand', target: 'finished' },
            {
              guard: ({ context }) => context.start === 'made',
              target: 'inspecting',
              actions: assign({ ending: true }),
            },
          ],
        },
      },
      completing: ordering(command('complete'), { target: 'counting', actions: 'noteEnd' }),
      /** Completed: waits until every cut the PLC counted has come in from its ring, or until an operator waits no longer. */
      counting: {
        entry: {
          type: 'unit.read',
          params: ({ context }) => ({ unit: context.order.sampler, tags: counters }),
        },
        on: {
          'unit.readings': [
            {
              guard: ({ context, event }) => isComplete(context, event.readings, profile),
              target: 'finished',
              actions: 'closeGap',
            },
            { target: 'recounting' },
          ],
          'operator.finish': { guard: 'hasContainer', target: 'finished', actions: 'suspectEarlyEnd' },
        },
      },
      recounting: {
        after: { readAgain: 'counting' },
        on: { 'operator.finish': { guard: 'hasContainer', target: 'finished', actions: 'suspectEarlyEnd' } },
      },
      aborting: {
        entry: [
          'giveUp',
          { type: 'unit.command', params: ({ context }) => samplerCommand(context, 'abort') },
        ],
        on: {
          'command.done': { guard: 'isAbortAnswer', target: 'aborted' },
          'command.failed': { guard: 'isAbortAnswer', target: 'aborted', actions: 'noteFailure' },
          'command.unknown': { guard: 'isAbortAnswer', target: 'aborted', actions: 'noteFailure' },
          // Aborting already.
          'operator.abort': {},
        },
      },
      finished: { type: 'final', entry: 'tellParent' },
      aborted: { type: 'final', entry: 'tellParent' },
    },
  });

  return {
    id,
    version: 1,
    machine,
    refuse: (snapshot, event) =>
      refuseSamplerRun(
        snapshot.context as SamplerRunContext,
        String(snapshot.value),
        event as Stamped<SamplerRunEvent>,
      ),
  };
}
