import { getStateNodes } from '@xstate/graph';
import { createActor } from 'xstate';
import type {
  AnyActorScope,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
  EventObject,
} from 'xstate';

export type Transition = AnyTransitionDefinition;

/** Every candidate of every event of every state, with `always` and `after`, by a name that says which it is. */
export function declaredTransitions({ root }: AnyStateMachine): ReadonlyMap<Transition, string> {
  const named = new Map<Transition, string>();
  const all = (from: AnyStateNode, event: string, candidates: readonly Transition[]) => {
    for (const [index, transition] of candidates.entries())
      named.set(
        transition,
        `${nameOf(from)}: ${event} ${index + 1}/${candidates.length} → ${targetOf(transition)}`,
      );
  };
  for (const node of nodesOf(root)) {
    all(node, 'at once', node.always ?? []);
    for (const [event, candidates] of node.transitions)
      all(node, event.replace(/^xstate\.after\.(\w+)\..*$/, 'after $1'), candidates);
  }
  return named;
}

const nodesOf = (root: AnyStateNode): readonly AnyStateNode[] => [root, ...getStateNodes(root)];
const nameOf = ({ path }: AnyStateNode): string => path.join('.') || 'any state';
const targetOf = ({ target }: Transition): string => target?.map(nameOf).join() ?? 'stays';

/** Names of all states but the root. */
export const stateNames = ({ root }: AnyStateMachine): readonly string[] => getStateNodes(root).map(nameOf);

/** The states that are entered at the start, and by transitions. */
export const enteredBy = (
  { root }: AnyStateMachine,
  transitions: Iterable<Transition>,
): ReadonlySet<string> => {
  const within = (node: AnyStateNode): readonly AnyStateNode[] => [
    node,
    ...(node.type === 'compound' ? (node.initial.target ?? []).flatMap(within) : []),
  ];
  return new Set(
    [root, ...[...transitions].flatMap(({ target }) => target ?? [])].flatMap(within).map(nameOf),
  );
};

/** Does nothing on purpose: it keeps the root's answer to the same event from a state. */
export const isForbidding = ({ target, actions }: Transition): boolean =>
  target === undefined && actions.length === 0;

/**
 * Tells which transitions an event takes, those at once among them. Nothing else does: `transition()` hands back what comes of
 * it, and XState names the transitions to its inspectors only.
 */
export function transitionWatch(machine: AnyStateMachine) {
  let taken: Transition[] = [];
  const self = createActor(machine, {
    inspect: (told) => {
      if (told.type === '@xstate.microstep') taken.push(...told._transitions);
    },
  });
  const nothing = () => {};
  const scope: AnyActorScope = {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    defer: nothing,
    logger: nothing,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: nothing,
  };
  const during = (happens: () => unknown): readonly Transition[] => {
    taken = [];
    happens();
    return taken;
  };
  return {
    atStart: (input: object) => during(() => machine.getInitialSnapshot(scope, input)),
    by: (snapshot: AnyMachineSnapshot, event: EventObject) =>
      during(() => machine.transition(snapshot, event, scope)),
  };
}
