import { createActor, initialTransition } from 'xstate';
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, EventObject, StateValue } from 'xstate';
import { instant } from './brand.ts';
import type { Instant, ProcessId } from './brand.ts';
import { effectId } from './process.ts';
import type { Effect, Input, ProcessDefinition, Timer } from './process.ts';

/** A process between two inputs. */
export interface ProcessState {
  readonly snapshot: AnyMachineSnapshot;
  readonly timers: readonly Timer[];
  /** Sequence number of the last input. */
  readonly seq: number;
}

export interface StepResult {
  readonly state: ProcessState;
  readonly effects: readonly Effect[];
}

/** What `transition()` returns for an action; its own type hides the built-in kinds we must tell apart. */
interface Action {
  readonly type: string;
  readonly params?: unknown;
  /** The implementation XState would run. */
  readonly exec?: unknown;
}
/** What XState passes as parameters of its own actions; custom actions carry ours. */
type ActionParams = Record<string, unknown> & { readonly id?: string; readonly sendId?: string; readonly delay?: number };

/**
 * The surroundings in which XState evaluates a machine without running it: nothing is started, sent or logged, actions are only
 * handed back. XState's own `transition()` makes them anew for every event, the machine's initial state included, which costs three
 * times the transition itself; they hold nothing of a process, so one is kept for each machine.
 */
const inertScopes = new WeakMap<AnyStateMachine, Omit<AnyActorScope, 'actionExecutor'>>();

function inertScope(machine: AnyStateMachine): Omit<AnyActorScope, 'actionExecutor'> {
  const known = inertScopes.get(machine);
  if (known) return known;
  const self = createActor(machine);
  const nothing = () => {};
  const scope = { self, id: '', sessionId: '', system: self.system, defer: nothing, logger: nothing, stopChild: nothing, emit: nothing };
  inertScopes.set(machine, scope);
  return scope;
}

/** XState's pure transition: the next snapshot, and the actions it asks for. */
function transition(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject): [AnyMachineSnapshot, Action[]] {
  const actions: Action[] = [];
  const scope = { ...inertScope(machine), actionExecutor: (action: Action) => void actions.push(action) };
  return [machine.transition(snapshot, event, scope) as AnyMachineSnapshot, actions];
}

/** Adds milliseconds to an instant. */
export const later = (at: Instant, milliseconds: number): Instant =>
  instant(new Date(Date.parse(at) + milliseconds).toISOString());

/** Starts a process: sequence 1, with the effects and timers of its initial state. Pure. */
export function begin(definition: ProcessDefinition, process: ProcessId, input: Input): StepResult {
  const [snapshot, actions] = initialTransition(definition.machine, {
    ...(input.event['input'] as object),
    processId: process,
    startedAt: input.at,
    startedBy: input.actor,
  });
  return settle(definition, process, input, { snapshot, timers: [], seq: 0 }, snapshot, actions);
}

/**
 * Applies one input. Pure: nothing runs, nothing is read; what is to be done comes back as effects. A finished process takes
 * an input without doing anything: XState's pure `transition()` would still follow transitions of the machine's root.
 */
export function step(definition: ProcessDefinition, process: ProcessId, state: ProcessState, input: Input): StepResult {
  if (state.snapshot.status === 'done') return { state: { ...state, seq: state.seq + 1 }, effects: [] };
  const event: EventObject = { ...input.event, at: input.at, by: input.actor, inputId: input.id } as EventObject;
  const [snapshot, actions] = transition(definition.machine, state.snapshot, event);
  return settle(definition, process, input, state, snapshot, actions);
}

/** Turns XState's actions into effects and timers. */
function settle(
  { machine }: ProcessDefinition,
  process: ProcessId,
  input: Input,
  before: ProcessState,
  snapshot: AnyMachineSnapshot,
  actions: readonly Action[],
): StepResult {
  const seq = before.seq + 1;
  const effects: Effect[] = [];
  // XState takes back the timers of a state that is left, not a delayed event that was raised.
  const { fired } = input;
  let timers = fired
    ? before.timers.filter(({ name, generation }) => name !== fired.name || generation !== fired.generation)
    : before.timers;
  for (const [index, action] of actions.entries()) {
    const params = (action.params ?? {}) as ActionParams;
    switch (action.type) {
      case 'xstate.raise':
        // Without a delay the event was already consumed inside the transition.
        if (params.delay !== undefined) {
          // `after` names its own; a raise without an id never replaces another one.
          const name = params.id ?? `raise#${seq}.${index}`;
          const dueAt = later(input.at, params.delay);
          timers = [...timers.filter((timer) => timer.name !== name), { name, generation: seq, dueAt, event: params['event'] as EventObject }];
        }
        break;
      case 'xstate.cancel':
        timers = timers.filter((timer) => timer.name !== params.sendId);
        break;
      case 'xstate.emit':
      case 'xstate.log':
        break;
      default:
        if (action.type.startsWith('xstate.') || isInline(action, machine)) {
          throw new Error(`Action ${action.type} is not durable: a process definition may only name effects.`);
        }
        effects.push({ id: effectId(process, seq, effects.length), kind: action.type, params });
    }
  }
  return { state: { snapshot, timers: snapshot.status === 'active' ? timers : [], seq }, effects };
}

/** Whether an action is a function written in place. Its name does not tell: `entry: () => {}` is a function called "entry". */
const isInline = ({ type, exec }: Action, { implementations }: ProcessDefinition['machine']): boolean =>
  exec !== undefined && exec !== implementations.actions[type];

/** The JSON form of a snapshot that the journal keeps: all there is of a process without children and history. */
export const persistSnapshot = ({ status, value, context }: AnyMachineSnapshot): string => JSON.stringify({ status, value, context });

/** Restores what `persistSnapshot` wrote. Throws when the definition has no such state. History states are not restored. */
export function restoreSnapshot(definition: ProcessDefinition, persisted: PersistedSnapshot): AnyMachineSnapshot {
  return definition.machine.resolveState(persisted);
}

/** The parts of a persisted snapshot that a process has; definitions use no children and no history. */
export interface PersistedSnapshot {
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly value: StateValue;
  readonly context: Record<string, unknown>;
}
