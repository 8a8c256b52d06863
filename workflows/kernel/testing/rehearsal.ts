import type { EventObject } from 'xstate';
import { instant, processId } from '../brand.ts';
import type { Instant, ProcessId } from '../brand.ts';
import type { EffectParams } from '../effects.ts';
import type { Actor, Effect, Input, ProcessDefinition, Stamped } from '../process.ts';
import type { Refusal } from '../refusal.ts';
import { begin, later, step } from '../step.ts';
import type { ProcessState, StepResult } from '../step.ts';

/** An event with whatever it carries, as a test writes it. */
export type Told = EventObject & Readonly<Record<string, unknown>>;

/** A test's clock begins here and ticks a second with every input. */
const firstInstant = instant('2026-03-05T00:00:00.000Z');

export const person = (id: string): Actor => ({ kind: 'person', id, name: `Name of ${id}` });
export const plant: Actor = { kind: 'plant', id: 'plant' };
const system: Actor = { kind: 'system', id: 'test' };

/** Plays one process without a runtime: the test gives the events, reads what is wished, and answers it by hand. */
export class Rehearsal<Context = Record<string, unknown>> {
  readonly process: ProcessId;
  /** What the newest step wished for. */
  readonly wished: readonly Effect[];
  readonly #definition: ProcessDefinition;
  readonly #state: ProcessState;

  private constructor(definition: ProcessDefinition, process: ProcessId, { state, effects }: StepResult) {
    this.#definition = definition;
    this.process = process;
    this.#state = state;
    this.wished = effects;
  }

  static begin<Context>(
    definition: ProcessDefinition,
    process: string,
    input: object,
    by: Actor = system,
  ): Rehearsal<Context> {
    const id = processId(process);
    const started = begin(definition, id, {
      id: 'begin',
      at: firstInstant,
      actor: by,
      event: { type: 'process.start', input },
    });
    return new Rehearsal<Context>(definition, id, started);
  }

  /** Name of the state the process is in. */
  get state(): string {
    return String(this.#state.snapshot.value);
  }
  get context(): Context {
    return this.#state.snapshot.context as Context;
  }
  get isDone(): boolean {
    return this.#state.snapshot.status === 'done';
  }
  get now(): Instant {
    return later(firstInstant, this.#state.seq * 1000);
  }
  /** Whether a delayed event is due some time. */
  get waitsForTime(): boolean {
    return this.#state.timers.length > 0;
  }

  /** Something happened: the process is told, whether or not it has a use for it. */
  give(event: Told, by: Actor = system): Rehearsal<Context> {
    return this.#step(event, by);
  }

  #step(event: Told, by: Actor, more: Pick<Input, 'fired'> = {}): Rehearsal<Context> {
    const input = { id: `input-${this.#state.seq}`, at: this.now, actor: by, event, ...more };
    return new Rehearsal<Context>(
      this.#definition,
      this.process,
      step(this.#definition, this.process, this.#state, input),
    );
  }

  /** Gives several events one after the other; what was wished is that of all steps. */
  giveAll(events: readonly Told[], by: Actor = system): Rehearsal<Context> {
    const effects: Effect[] = [];
    const last = events.reduce<Rehearsal<Context>>((rehearsal, event) => {
      const next = rehearsal.give(event, by);
      effects.push(...next.wished);
      return next;
    }, this);
    return new Rehearsal<Context>(this.#definition, this.process, { state: last.#state, effects });
  }

  /** Time passes until the first delayed event is due. */
  elapse(): Rehearsal<Context> {
    const [timer] = this.#state.timers;
    if (!timer) throw new Error(`nothing is delayed in the state ${this.state}`);
    const { name, generation } = timer;
    return this.#step({ ...timer.event }, system, { fired: { name, generation } });
  }

  /** Why a request would be refused, by the engine's rules: the definition's words first, then whether the state takes it. */
  refusalOf(event: Told, by: Actor): Refusal | { readonly code: 'NOT_POSSIBLE_NOW' } | undefined {
    const stamped = { ...event, at: this.now, by, inputId: 'asked' } as Stamped<EventObject>;
    const refusal = this.#definition.refuse?.(this.#state.snapshot, stamped);
    const possible = this.#state.snapshot.status === 'active' && this.#state.snapshot.can(stamped);
    return refusal ?? (possible ? undefined : { code: 'NOT_POSSIBLE_NOW' });
  }

  /** A request that must be taken. */
  ask(event: Told, by: Actor): Rehearsal<Context> {
    const refusal = this.refusalOf(event, by);
    if (refusal)
      throw new Error(`${event.type} was refused in the state ${this.state}: ${JSON.stringify(refusal)}`);
    return this.give(event, by);
  }

  /** Parameters of what the newest step wished for, of one kind. */
  wishes<Kind extends keyof EffectParams>(kind: Kind): readonly EffectParams[Kind][] {
    return this.wished
      .filter((effect) => effect.kind === kind)
      .map(({ params }) => params as EffectParams[Kind]);
  }

  /** Messages the newest step sends to one process, or to any. */
  messages(to?: string): readonly Told[] {
    return this.wishes('process.send').flatMap(({ to: receiver, event }) =>
      to === undefined || receiver === to ? [event as Told] : [],
    );
  }

  /** Commands the newest step gives to its unit. */
  get commands(): readonly string[] {
    return this.wishes('unit.command').map(({ command }) => command);
  }
}
