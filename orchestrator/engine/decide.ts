import type { AnyMachineSnapshot, EventObject } from 'xstate';
import { begin, step } from '../../workflows/kernel/step.ts';
import type { StepResult } from '../../workflows/kernel/step.ts';
import type { Effect, Input, Stamped } from '../../workflows/kernel/process.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { encodeBody } from './entry.ts';
import type { DefinitionInUse, Hold } from './entry.ts';
import type { LiveProcess } from './live-process.ts';
import { isTimerInput, timerInputId } from './timer-input.ts';

/** What the engine decided on one input, before anything is written. */
export type Decision =
  | { readonly kind: 'append'; readonly next: LiveProcess; readonly body: string; readonly effects: readonly Effect[] }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/**
 * `fact`: it happened, so it is recorded whether or not the process has a use for it.
 * `request`: somebody wishes it; it is recorded only if the process takes it.
 */
export type InputMode = 'fact' | 'request';

export const releaseEvent = 'engine.release';

export function decideStart(id: ProcessId, inUse: DefinitionInUse, input: Input): Decision {
  const definitionKey = `${inUse.definition.id}@${inUse.definition.version}`;
  const empty: LiveProcess = { id, inUse, definitionKey, state: null, seq: 0, hold: null, deferred: [] };
  return attempt(empty, inUse, input, () => begin(inUse.definition, id, input));
}

export function decideInput(live: LiveProcess, input: Input, mode: InputMode): Decision {
  const { inUse, state, hold } = live;
  if (!inUse || (hold && hold.code !== 'STEP_FAILED')) return mode === 'request' ? refuseHeld(live) : unrecordable(live);
  if (hold) {
    if (input.event.type === releaseEvent) return release(live, inUse, input);
    return mode === 'request' ? refuseHeld(live) : defer(live, inUse, input, hold);
  }
  if (!state) return unrecordable(live);
  if (mode === 'request') {
    try {
      const refusal = refusalOf(inUse, state.snapshot, input);
      if (refusal) return { kind: 'refuse', refusal };
    } catch (error) {
      return defer(live, inUse, input, stepFailed(input, error));
    }
  }
  return attempt(live, inUse, input, () => step(inUse.definition, live.id, state, input));
}

function refusalOf({ definition }: DefinitionInUse, snapshot: AnyMachineSnapshot, input: Input): Refusal | undefined {
  const event = { ...input.event, at: input.at, by: input.actor, inputId: input.id } as Stamped<EventObject>;
  const refusal = definition.refuse?.(snapshot, event);
  if (refusal) return refusal;
  if (snapshot.status === 'active' && snapshot.can(event)) return undefined;
  return {
    code: 'NOT_POSSIBLE_NOW',
    message: `${definition.id} cannot take "${input.event.type}" in the state ${JSON.stringify(snapshot.value)}.`,
    remedy: 'Read the current state again and choose what is possible now.',
  };
}

/** Steps; a throwing guard or action puts this process on hold, with the input kept for later. */
function attempt(live: LiveProcess, inUse: DefinitionInUse, input: Input, run: () => StepResult): Decision {
  try {
    const { state, effects } = run();
    if (state.snapshot.status === 'error') throw state.snapshot.error;
    return {
      kind: 'append',
      next: { ...live, state, seq: state.seq, hold: null, deferred: [] },
      body: encodeBody({ process: live.id, seq: state.seq }, inUse, input, state, effects),
      effects,
    };
  } catch (error) {
    return defer(live, inUse, input, stepFailed(input, error));
  }
}

/** Definitions may throw anything. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const stepFailed = (input: Input, error: unknown): Hold => ({ code: 'STEP_FAILED', message: `${input.event.type}: ${messageOf(error)}` });

function defer(live: LiveProcess, inUse: DefinitionInUse, input: Input, hold: Hold): Decision {
  const state = live.state && { ...live.state, seq: live.seq + 1 };
  return {
    kind: 'append',
    next: { ...live, state, seq: live.seq + 1, hold, deferred: [...live.deferred, input] },
    body: encodeBody({ process: live.id, seq: live.seq + 1 }, inUse, input, live.state, [], { hold, deferred: true }),
    effects: [],
  };
}

/** Applies everything that waited, in order, as one entry; if it fails again, the process stays on hold. */
function release(live: LiveProcess, inUse: DefinitionInUse, input: Input): Decision {
  const all = (): StepResult => {
    let state = live.state && { ...live.state, seq: live.seq };
    const effects: Effect[] = [];
    for (const waiting of live.deferred) {
      // A timer that fired while on hold may be cancelled by what waited before it.
      if (isTimerInput(waiting) && !state?.timers.some((timer) => timerInputId(live.id, timer) === waiting.id)) continue;
      // Every step of this entry has the same sequence number; effects are numbered through.
      const result: StepResult = state
        ? step(inUse.definition, live.id, { ...state, seq: live.seq }, waiting)
        : begin(inUse.definition, live.id, waiting);
      state = { ...result.state, seq: live.seq + 1 };
      for (const effect of result.effects) effects.push({ ...effect, id: `${live.id}#${live.seq + 1}.${effects.length}` });
    }
    if (!state) throw new Error('nothing to release');
    return { state, effects };
  };
  try {
    const { state, effects } = all();
    const body = encodeBody({ process: live.id, seq: state.seq }, inUse, input, state, effects);
    return { kind: 'append', next: { ...live, state, seq: state.seq, hold: null, deferred: [] }, body, effects };
  } catch (error) {
    return {
      kind: 'refuse',
      refusal: {
        code: 'STILL_FAILING',
        message: `${live.id} fails again: ${messageOf(error)}`,
        remedy: 'Install a version in which the definition handles this input, then release again.',
      },
    };
  }
}

const refuseHeld = (live: LiveProcess): Decision => ({
  kind: 'refuse',
  refusal: {
    code: 'PROCESS_ON_HOLD',
    message: `${live.id} is on hold: ${live.hold?.message ?? 'it could not be restored'}`,
    remedy: remedyFor(live.hold),
  },
});

/** Only what failed is released; what another program wrote goes on by itself under that program. */
const remedyFor = (hold: Hold | null): string =>
  hold === null || hold.code === 'STEP_FAILED'
    ? 'Have the cause mended and the process released (quaylab release).'
    : 'Install the program that wrote it, or a newer one; it then goes on by itself, and nothing of it is lost.';

/** A fact for a process this server cannot run at all: the sender keeps it and tries again. */
const unrecordable = (live: LiveProcess): Decision => refuseHeld(live);
