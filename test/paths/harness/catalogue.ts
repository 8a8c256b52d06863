import type { Actor, Effect } from '../../../workflows/kernel/process.ts';
import type { EffectParams } from '../../../workflows/kernel/effects.ts';
import type { Told } from '../../../workflows/kernel/testing/rehearsal.ts';
import type { Counts, Move, Offer, Situation } from './situation.ts';

/** What must hold in every situation that is reached. */
export interface Law<Context> {
  readonly says: string;
  holds(situation: Situation<Context>): boolean;
}

/** What must hold of every step that is taken. */
export interface StepLaw<Context> {
  readonly says: string;
  holds(move: Move<Context>): boolean;
}

/** One beginning of a process. */
export interface Start {
  readonly name: string;
  readonly input: object;
  readonly by?: Actor;
}

/** All that can happen to the processes of one definition, and what must hold whatever happens. */
export interface Catalogue<Context> {
  /** Id of the definition. */
  readonly definition: string;
  /** Id of the process that is played. */
  readonly process: string;
  readonly starts: readonly Start[];
  /** What can happen here; nothing happens to a process that has ended. It bounds what grows: increments, rounds, numbers. */
  offers(situation: Situation<Context>): Iterable<Offer>;
  /** What decides how things go on, besides the state, what is open and what is counted; times and words do not. */
  key(situation: Situation<Context>): unknown;
  /** Kinds of effects that are answered. */
  readonly asks?: readonly Effect['kind'][];
  /** What a step adds to the counts. */
  counted?(move: Omit<Move<Context>, 'to'>): Counts;
  readonly laws?: readonly Law<Context>[];
  readonly stepLaws?: readonly StepLaw<Context>[];
  /** Where the way is not followed further: what came last has no more to do with how things go on. */
  stopsAt?(situation: Situation<Context>): boolean;
  /** Where nothing more need come: by default where the process has ended. */
  isEnd?(situation: Situation<Context>): boolean;
}

export const system: Actor = { kind: 'system', id: 'test' };

/** A fact, or, of a person or customs, a request, which the engine can refuse. */
export const offer = (event: Told, by: Actor = system, answers: Effect | null = null): Offer => ({
  type: `${by.id}: ${JSON.stringify(event)}`,
  event,
  by,
  answers,
});

/** The time that is awaited first has come; nothing where none is awaited. */
export function* timePasses({ awaited: [timer] }: Situation<unknown>): Iterable<Offer> {
  if (timer)
    yield {
      type: `time: ${timer.name}`,
      event: { ...timer.event },
      by: { kind: 'system', id: 'timer' },
      answers: null,
      timer,
    };
}

/** Messages among effects, to one process or to any. */
export const messages = (effects: readonly Effect[], to?: string): readonly Told[] =>
  effects
    .filter(({ kind }) => kind === 'process.send')
    .map(({ params }) => params as EffectParams['process.send'])
    .flatMap(({ to: receiver, event }) => (to === undefined || receiver === to ? [event as Told] : []));

/** Commands among effects. */
export const commands = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap(({ kind, params }) => (kind === 'unit.command' ? [String(params['command'])] : []));
