import { getAdjacencyMap } from '@xstate/graph';
import type { ActorLogic } from 'xstate';
import { instant, processId } from '../../../workflows/kernel/brand.ts';
import type { Input, ProcessDefinition, Stamped } from '../../../workflows/kernel/process.ts';
import { begin, later, step } from '../../../workflows/kernel/step.ts';
import type { StepResult } from '../../../workflows/kernel/step.ts';
import type { Node } from '../../../workflows/kernel/testing/explore.ts';
import { system } from './catalogue.ts';
import type { Catalogue, Start } from './catalogue.ts';
import { generalLaws, generalStepLaws } from './general-laws.ts';
import { Situation } from './situation.ts';
import type { Given, Move, Offer } from './situation.ts';
import { isForbidding, transitionWatch } from './transitions.ts';
import type { Transition } from './transitions.ts';

/** A process begins here; each input comes a second after the one before, or when a timer is due. */
const firstInstant = instant('2026-03-05T00:00:00.000Z');
/** More steps than any catalogue needs; reaching it means that a key is not bounded. */
const mostSteps = 400_000;
/** Of what is shown of an input on a way. */
const longestName = 160;
/** What the engine has executors answer. */
const answeredKinds: readonly string[] = ['unit.command', 'unit.read', 'custody.draw-codes', 'report.issue'];

/** What can be reached from one start, and what was found on the way. */
export interface Reach<Context> {
  readonly nodes: ReadonlyMap<string, Node<Situation<Context>>>;
  /** The first way on which each transition was taken. */
  readonly taken: ReadonlyMap<Transition, readonly Given[]>;
  /** The first way on which each law was broken. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

export const namesOf = (path: readonly Given[]): readonly string[] => path.map(({ name }) => name);

/** The input an offer is to the engine. Ids and times follow from the number of steps, so that every run gives the same. */
function inputOf({ process, now }: Situation<unknown>, { event, by, timer }: Offer): Input {
  const next = later(now, 1000);
  const at = timer && timer.dueAt > next ? timer.dueAt : next;
  const fired = timer && { fired: { name: timer.name, generation: timer.generation } };
  return { id: `input-${process.seq}`, at, actor: by, event, ...fired };
}

export const startInput = ({ input, by = system }: Start): Input => ({
  id: 'begin',
  at: firstInstant,
  actor: by,
  event: { type: 'process.start', input },
});

/** Offers everything in every situation there is, breadth first: the way to each is the shortest. */
export function reach<Context>(
  definition: ProcessDefinition,
  catalogue: Catalogue<Context>,
  start: Start,
): Reach<Context> {
  const id = processId(catalogue.process);
  const watch = transitionWatch(definition.machine);
  const laws = [...generalLaws, ...(catalogue.laws ?? [])];
  const stepLaws = [...generalStepLaws, ...(catalogue.stepLaws ?? [])];
  const asks = [...answeredKinds, ...(catalogue.asks ?? [])];
  const taken = new Map<Transition, readonly Given[]>();
  const broken = new Map<string, readonly string[]>();
  const known = new Map<string, Situation<Context>>();
  const keys = new WeakMap<Situation<Context>, string>();

  const note = (transitions: readonly Transition[], path: () => readonly Given[]) => {
    for (const transition of transitions) if (!taken.has(transition)) taken.set(transition, path());
  };
  const keyOf = (situation: Situation<Context>): string => {
    const before = keys.get(situation);
    if (before !== undefined) return before;
    const { state, isDone, open, counts, awaited } = situation;
    const asked = open.map(
      ({ kind, params }) =>
        `${kind} ${String(params['command'] ?? params['process'] ?? params['ref'] ?? '')}`,
    );
    const timers = awaited.map(({ name }) => name);
    const key = JSON.stringify([state, isDone, asked.sort(), counts, timers, catalogue.key(situation)]);
    keys.set(situation, key);
    return key;
  };
  const judged = (situation: Situation<Context>): Situation<Context> => {
    for (const law of laws)
      if (!broken.has(law.says) && !law.holds(situation)) broken.set(law.says, namesOf(situation.path));
    const key = keyOf(situation);
    const same = known.get(key);
    if (!same) known.set(key, situation);
    return same ?? situation;
  };
  const arrived = (
    from: Situation<Context>,
    offer: Offer,
    input: Input,
    { state, effects }: StepResult,
  ): Situation<Context> => {
    const left = from.open.filter((effect) => effect !== offer.answers);
    const open = [...left, ...effects.filter(({ kind }) => asks.includes(kind))];
    const added = catalogue.counted?.({ from, offer, effects }) ?? {};
    const counts = { ...from.counts };
    for (const [name, more] of Object.entries(added)) if (more > 0) counts[name] = (counts[name] ?? 0) + more;
    const given = { name: offer.type.slice(0, longestName), input };
    return new Situation(state, input.at, { open, counts }, { from, given });
  };

  const take = (from: Situation<Context>, offer: Offer): Situation<Context> => {
    const input = inputOf(from, offer);
    const event: Stamped<Offer['event']> = { ...offer.event, at: input.at, by: offer.by, inputId: input.id };
    const { snapshot } = from.process;
    if (offer.by.kind === 'person' || offer.by.kind === 'customs') {
      if (definition.refuse?.(snapshot, event)) return from;
      if (!snapshot.can(event)) {
        note(
          (definition.machine.getTransitionData(snapshot, event) as Transition[]).filter(isForbidding),
          () => from.path,
        );
        return from;
      }
    }
    const transitions = watch.by(snapshot, event);
    // Kept by the journal, and no more: the process has no use for it.
    if (transitions.length === 0) return from;
    const stepped = step(definition, id, from.process, input);
    const to = arrived(from, offer, input, stepped);
    note(transitions, () => to.path);
    const move: Move<Context> = { from, offer, to, effects: stepped.effects };
    for (const law of stepLaws)
      if (!broken.has(law.says) && !law.holds(move)) broken.set(law.says, namesOf(to.path));
    return judged(to);
  };

  const began = begin(definition, id, startInput(start));
  const asked = began.effects.filter(({ kind }) => asks.includes(kind));
  const first = judged(
    new Situation<Context>(began.state, firstInstant, { open: asked, counts: {} }, null),
  );
  note(
    watch.atStart({ ...start.input, processId: id, startedAt: firstInstant, startedBy: start.by ?? system }),
    () => [],
  );

  const logic: ActorLogic<Situation<Context>, Offer> = {
    transition: take,
    getInitialSnapshot: () => first,
    getPersistedSnapshot: (situation) => situation,
  };
  const adjacency = getAdjacencyMap(logic, {
    fromState: first,
    events: (situation) => [...catalogue.offers(situation)],
    serializeState: (situation) => keyOf(situation),
    serializeEvent: ({ type }) => type,
    stopWhen: (situation) => situation.isDone || catalogue.stopsAt?.(situation) === true,
    limit: mostSteps,
  });
  const nodes = new Map(
    Object.entries(adjacency).map(([key, { state, transitions }]) => [
      key,
      {
        world: state,
        path: namesOf(state.path),
        next: Object.values<{ readonly state: Situation<Context> }>(transitions).map((edge) =>
          keyOf(edge.state),
        ),
      },
    ]),
  );
  return { nodes, taken, broken };
}
